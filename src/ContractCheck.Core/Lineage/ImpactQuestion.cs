using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Lineage.Loads;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Lineage;

/// <summary>What <c>TABLE[.COLUMN]</c> means: a table of the models by its name or class, else a node of a dbt project.</summary>
/// <param name="Node">Id of the node.</param>
/// <param name="Column">The column; null for the whole table.</param>
public sealed record ImpactQuestion(string Node, string? Column)
{
    /// <summary>The table of the models, where it is one.</summary>
    public TableName? Table { get; init; }

    /// <summary>Finds it.</summary>
    /// <param name="text">As it was asked.</param>
    /// <param name="schema">The models.</param>
    /// <param name="nodes">Nodes of dbt projects.</param>
    /// <exception cref="CheckException">Exit code 2: there is no such table or column, or there are several.</exception>
    public static ImpactQuestion Of(string text, DatabaseSchema schema, IReadOnlyCollection<LineageNode> nodes)
    {
        var (before, last) = text.LastIndexOf('.') is > 0 and var at && at < text.Length - 1 ? (text[..at], text[(at + 1)..]) : (text, null);
        ImmutableArray<(Table Table, string? Column)> found = [.. schema.Tables.Where(t => Names(t, text)).Select(t => (t, (string?)null))];
        if (found.IsEmpty && last is not null)
        {
            found = [.. schema.Tables.Where(t => Names(t, before)).Select(t => (t, (string?)last))];
        }

        if (found.Length > 1)
        {
            throw new CheckException(ExitCode.Usage, $"'{text}' may mean {string.Join(" or ", found.Select(f => f.Table.Name))}.", "Write the schema before the table.");
        }

        if (found is [var (table, column)])
        {
            return new ImpactQuestion(SourceTable.IdOf(table.Name, table.Bind), column is null ? null : ColumnOf(table, column)) { Table = table.Name };
        }

        var node = nodes.FirstOrDefault(n => Names(n, text)) ?? (last is null ? null : nodes.FirstOrDefault(n => Names(n, before)));
        if (node is not null)
        {
            return new ImpactQuestion(node.Id, Names(node, text) ? null : last);
        }

        var near = NearestName.Of(before, [.. schema.Tables.SelectMany(t => new[] { t.Name.ToString(), t.Name.Name }).Concat(nodes.Select(n => n.Name)).Distinct(StringComparer.Ordinal)]);
        throw new CheckException(ExitCode.Usage, $"There is no table '{text}' in the models or the dbt projects.", near is null ? "List the tables with 'contractcheck extract'." : $"Did you mean '{near}'?");
    }

    private static string ColumnOf(Table table, string name) =>
        table.ColumnOfAnyCase(name)?.Name ?? table.Columns.FirstOrDefault(c => c.Attribute == name)?.Name ?? throw new CheckException(
            ExitCode.Usage,
            $"The table {table.Name} has no column '{name}'.",
            NearestName.Of(name, [.. table.Columns.Select(c => c.Name)]) is { } near ? $"Did you mean '{table.Name}.{near}'?" : $"It has {string.Join(", ", table.Columns.Select(c => c.Name))}.");

    private static bool Names(Table table, string text) =>
        table.Name.Fits(PhysicalName.Parse(text)) || (table.Class is { } cls && (cls == text || cls.EndsWith($".{text}", StringComparison.Ordinal)));

    private static bool Names(LineageNode node, string text) =>
        string.Equals(node.Name, text, StringComparison.OrdinalIgnoreCase)
        || (node.Relation is { } relation && $".{relation}".EndsWith($".{text}", StringComparison.OrdinalIgnoreCase));
}
