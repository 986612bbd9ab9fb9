using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>A table or column that goes on under another name.</summary>
/// <param name="OldTable">The table's name at base.</param>
/// <param name="OldColumn">The column's name at base; null where the table is renamed.</param>
/// <param name="NewTable">The table's name at head.</param>
/// <param name="NewColumn">The column's name at head; null where the table is renamed.</param>
/// <param name="Likeness">How sure that is.</param>
public sealed record Rename(TableName OldTable, string? OldColumn, TableName NewTable, string? NewColumn, Likeness Likeness);

/// <summary>How alike two things are, and in what.</summary>
/// <param name="Score">Points; <see cref="Confidence"/> makes a probability of them.</param>
/// <param name="Evidence">What they have in common, each as a short phrase.</param>
public sealed record Likeness(double Score, ImmutableArray<string> Evidence)
{
    private const double Even = 4;

    /// <summary>Least score of what counts as one thing.</summary>
    public const double Enough = 5;

    /// <summary>From 0 to 1.</summary>
    public double Confidence => 1 / (1 + Math.Exp(Even - Score));

    /// <summary>What somebody has said needs no likeness.</summary>
    public static Likeness Stated(string where) => new(double.PositiveInfinity, [where]);
}
