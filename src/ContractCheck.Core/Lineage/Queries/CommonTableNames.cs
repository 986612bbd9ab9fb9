namespace ContractCheck.Core.Lineage.Queries;

/// <summary>Common table expressions that can be named at some place, the nearest first.</summary>
internal sealed class CommonTableNames(CommonTable table, CommonTableNames? before, QueryScope? outer)
{
    public CommonTable Table => table;

    public QueryScope? Outer => outer;

    public CommonTableNames? Before => before;

    public RelationColumns? Columns { get; set; }

    public bool IsUnderWay { get; set; }

    /// <summary>Whether somebody has named it.</summary>
    public bool IsResolved => Columns is not null || IsUnderWay;

    // In a loop: a query may have hundreds of them.
    public CommonTableNames? Find(string name)
    {
        for (var at = this; at is not null; at = at.Before)
        {
            if (string.Equals(at.Table.As, name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return null;
    }
}
