namespace ContractCheck.Core.Lineage.Queries;

/// <summary>A column of a relation that a query reads.</summary>
/// <param name="Relation">Id of the relation's node.</param>
/// <param name="Column">The column's name; its case does not count.</param>
public readonly record struct ColumnOrigin(string Relation, string Column) : IEquatable<ColumnOrigin>
{
    /// <inheritdoc/>
    public bool Equals(ColumnOrigin other) => Relation == other.Relation && string.Equals(Column, other.Column, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(StringComparer.Ordinal.GetHashCode(Relation), StringComparer.OrdinalIgnoreCase.GetHashCode(Column));
}
