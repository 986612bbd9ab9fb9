using System.Collections.Immutable;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>A format that a schema can be written in.</summary>
/// <param name="Name">What <c>--format</c> calls it.</param>
/// <param name="Suffix">Suffix of its file, with the dot.</param>
/// <param name="Render">Writes it.</param>
public sealed record SchemaFormat(string Name, string Suffix, Func<DatabaseSchema, TerminalSink, Rendered> Render)
{
    /// <summary>All formats but JSON, which is the worker's document; the first is the default.</summary>
    public static ImmutableArray<SchemaFormat> All { get; } =
    [
        new("text", ".txt", (schema, terminal) => Rendered.Of(SchemaText.Render(schema, terminal))),
        new("markdown", ".md", (schema, _) => Rendered.Of(SchemaMarkdown.Render(schema))),
        new("mermaid", ".mmd", (schema, _) => Rendered.Of(SchemaMermaid.Render(schema))),
        new("ddl", ".sql", (schema, _) => Rendered.Of(SchemaDdl.Render(schema))),
        new("csv", ".csv", (schema, _) => Rendered.Of(SchemaCsv.Render(schema))),
    ];
}
