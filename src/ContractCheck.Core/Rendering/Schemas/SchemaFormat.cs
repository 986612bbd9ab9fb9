using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A format that a schema can be written in.</summary>
/// <param name="Name">What <c>--format</c> calls it.</param>
/// <param name="Suffix">Suffix of its file, with the dot.</param>
/// <param name="Render">Writes it.</param>
public sealed record SchemaFormat(string Name, string Suffix, Func<DatabaseSchema, TextStyle, string> Render)
{
    /// <summary>All formats but JSON, which is the worker's document; the first is the default.</summary>
    public static ImmutableArray<SchemaFormat> All { get; } =
    [
        new("text", ".txt", SchemaText.Render),
        new("markdown", ".md", (schema, _) => SchemaMarkdown.Render(schema)),
        new("mermaid", ".mmd", (schema, _) => SchemaMermaid.Render(schema)),
        new("ddl", ".sql", (schema, _) => SchemaDdl.Render(schema)),
        new("csv", ".csv", (schema, _) => SchemaCsv.Render(schema)),
    ];
}
