using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Changes;

/// <summary>
/// What has another name in the new version. A rename is told once: keys and relationships that follow it are compared under the new names.
/// </summary>
internal sealed class ContractRenames
{
    private readonly Dictionary<TableName, TableName> _tables = [];
    private readonly Dictionary<(TableName Table, string Column), string> _columns = [];

    public ContractRenames(IEnumerable<(ContractTable? Old, ContractTable? New)> pairs)
    {
        foreach (var (old, now) in pairs)
        {
            if (old is null || now is null)
            {
                continue;
            }

            _tables[old.LookupName] = now.LookupName;
            foreach (var (column, same) in Pairs.Of(old.Columns, now.Columns, c => c.LookupName, c => c.Id, c => c.Name))
            {
                if (column is not null && same is not null)
                {
                    _columns[(old.LookupName, column.LookupName)] = same.LookupName;
                }
            }
        }
    }

    /// <summary>The table's keys and relationships under the new names.</summary>
    public ContractTable Apply(ContractTable table) => table with
    {
        Uniques = [.. table.Uniques.Select(u => u with { Columns = All(table.LookupName, u.Columns) })],
        Relationships =
        [
            .. table.Relationships.Select(r => r with
            {
                FromColumns = All(table.LookupName, r.FromColumns),
                ToTable = r.ToTable is { } target ? _tables.GetValueOrDefault(target, target) : null,
                ToColumns = r.ToTable is { } referred ? All(referred, r.ToColumns) : [],
            }),
        ],
    };

    /// <summary>The column's new name.</summary>
    public string Column(TableName table, string name) => _columns.GetValueOrDefault((table, name), name);

    private ImmutableArray<string> All(TableName table, ImmutableArray<string> columns) => [.. columns.Select(c => Column(table, c))];
}
