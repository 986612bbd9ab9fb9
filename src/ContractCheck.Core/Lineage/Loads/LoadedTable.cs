using System.Collections.Immutable;
using ContractCheck.Core.Lineage.Dbt;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Lineage.Loads;

/// <summary>A table or view of the models, as it is at base, at head, or at both.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns at either revision.</param>
public sealed record SourceTable(TableName Name, ImmutableArray<string> Columns)
{
    /// <summary>Key of the database that it is in, where an application has several.</summary>
    public string? Bind { get; init; }

    /// <summary>Id of its node.</summary>
    public string Id => IdOf(Name, Bind);

    /// <summary>Id of a table's node.</summary>
    public static string IdOf(TableName name, string? bind) => bind is null ? $"table.{name}" : $"table.{bind}:{name}";

    /// <summary>The tables and views of revisions, each once, with the columns of all of them.</summary>
    public static ImmutableArray<SourceTable> Of(params ReadOnlySpan<DatabaseSchema> schemas)
    {
        var tables = new Dictionary<string, SourceTable>(StringComparer.Ordinal);
        foreach (var table in schemas.ToArray().SelectMany(s => s.Tables))
        {
            var id = IdOf(table.Name, table.Bind);
            var before = tables.GetValueOrDefault(id)?.Columns ?? [];
            var names = before.Concat(table.Columns.Select(c => c.Name)).Distinct(StringComparer.Ordinal);
            tables[id] = new SourceTable(table.Name, [.. names]) { Bind = table.Bind };
        }

        foreach (var view in schemas.ToArray().SelectMany(s => s.Views))
        {
            tables.TryAdd(IdOf(view.Name, null), new SourceTable(view.Name, [.. view.Columns.Select(c => c.Name)]));
        }

        return [.. tables.Values];
    }
}

/// <summary>A table and the source that it is loaded into.</summary>
/// <param name="Table">The table.</param>
/// <param name="Source">The source.</param>
/// <param name="Why">What shows it.</param>
public sealed record LoadedTable(SourceTable Table, DbtNode Source, LoadEvidence Why);

/// <summary>What shows that a table is loaded into a source.</summary>
public enum LoadEvidence
{
    /// <summary>The configuration says so.</summary>
    Setting,

    /// <summary>Schema and name are the same.</summary>
    SchemaAndName,

    /// <summary>The names are the same, and most sources of the group have the name of a table, or the columns are the same.</summary>
    Name,
}
