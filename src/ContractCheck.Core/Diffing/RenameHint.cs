using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>What somebody says about a rename.</summary>
/// <param name="OldTable">The table's name before.</param>
/// <param name="OldColumn">The column's name before; null where the table is renamed.</param>
/// <param name="NewTable">The table's name now; null where it does not matter.</param>
/// <param name="NewColumn">The column's name now; null where the table is renamed.</param>
/// <param name="Reason">Who says so, to be read as evidence: <c>the contract's id 'code'</c>.</param>
public sealed record RenameHint(TableName OldTable, string? OldColumn, TableName? NewTable, string? NewColumn, string Reason)
{
    /// <summary>Whether it says that of these tables.</summary>
    public bool FitsTable(TableName old, TableName @new) => OldColumn is null && OldTable.Fits(old) && NewTable?.Fits(@new) != false;

    /// <summary>Whether it says that of these columns.</summary>
    public bool FitsColumn(TableName oldTable, string old, TableName newTable, string @new) =>
        Same(OldColumn, old) && Same(NewColumn, @new) && (NewTable is null ? OldTable.Fits(oldTable) || OldTable.Fits(newTable) : OldTable.Fits(oldTable) && NewTable.Fits(newTable));

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
