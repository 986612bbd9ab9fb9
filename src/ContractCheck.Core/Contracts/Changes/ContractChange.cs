using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Changes;

/// <summary>What a change of a contract means to those who rely on it, in ascending order.</summary>
public enum ContractChangeGrade
{
    /// <summary>Nothing is promised otherwise: a patch.</summary>
    Editorial,

    /// <summary>More is promised, or an end is announced: a minor version.</summary>
    Additive,

    /// <summary>Less is promised: a major version.</summary>
    Breaking,
}

/// <summary>One difference between two versions of a contract.</summary>
/// <param name="Grade">What it means.</param>
/// <param name="Table">The table's name in the database, or null where the change is the contract's.</param>
/// <param name="Column">The column's, with its parents where it is nested (<c>address.city</c>), or null where the change is the table's.</param>
/// <param name="Aspect">What of it: <c>column</c>, <c>required</c>, <c>physicalType</c>, <c>server production</c>.</param>
/// <param name="Before">The fact before, or null where there was none.</param>
/// <param name="After">The fact now, or null where there is none.</param>
/// <param name="Position">Where it is written; of what is gone, where it was.</param>
/// <param name="Nearest">Where it is written now; of what is gone, the nearest thing that is still there.</param>
public sealed record ContractChange(
    ContractChangeGrade Grade, TableName? Table, string? Column, string Aspect, string? Before, string? After, ContractPosition Position, ContractPosition Nearest)
{
    /// <summary>The table's name in the former version, where the table was there.</summary>
    public TableName? BaseTable { get; init; } = Table;

    /// <summary>The column's name in the former version, where the column was there.</summary>
    public string? BaseColumn { get; init; } = Column;

    /// <summary>The table and column as one dotted name, or null.</summary>
    public string? Target => Table is null ? null : Column is null ? Table.ToString() : $"{Table}.{Column}";

    /// <summary>Reads as <c>maxLength: 8 → 20</c>, <c>required is no longer promised</c>, <c>column region is promised now</c>.</summary>
    public string What => (Before, After) switch
    {
        (null, { } value) when Aspect == "value" => $"value {value} may occur now",
        ({ } value, null) when Aspect == "value" => $"value {value} occurs no longer",
        ("true", null) => $"{Aspect} is no longer promised",
        (null, "true") => $"{Aspect} is promised now",
        _ when Aspect == "table" && Before is not null && After is not null => $"its table is {After} now, no longer {Before}",
        _ when Grade == ContractChangeGrade.Editorial => $"{Aspect}: {Before ?? "none"} → {After ?? "none"}",
        ({ } before, { } after) => $"{Aspect}: {before} → {after}",
        ({ } before, null) => $"{Aspect} {before} is no longer promised",
        (null, { } after) => $"{Aspect} {after} is promised now",
        _ => Aspect,
    };
}
