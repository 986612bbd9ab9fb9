namespace ContractCheck.Core.Schema;

/// <summary>A table's name as the models give it.</summary>
/// <param name="Schema">Database schema, or null where the models leave it to the connection.</param>
/// <param name="Name">The table's own name.</param>
public sealed record TableName(string? Schema, string Name) : IComparable<TableName>
{
    /// <summary>Orders by schema (none first), then name, both ordinal.</summary>
    public int CompareTo(TableName? other)
    {
        if (other is null)
        {
            return 1;
        }

        var bySchema = string.CompareOrdinal(Schema ?? "", other.Schema ?? "");
        return bySchema != 0 ? bySchema : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary>Whether both may mean one table: case is ignored, and so is a schema that only one of them states.</summary>
    public bool Fits(TableName other) =>
        string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && (Schema is null || other.Schema is null || string.Equals(Schema, other.Schema, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads as <c>schema.name</c>.</summary>
    public override string ToString() => Schema is null ? Name : $"{Schema}.{Name}";

    /// <summary>Compares with <see cref="CompareTo"/>.</summary>
    public static bool operator <(TableName left, TableName right) => left.CompareTo(right) < 0;

    /// <summary>Compares with <see cref="CompareTo"/>.</summary>
    public static bool operator >(TableName left, TableName right) => left.CompareTo(right) > 0;

    /// <summary>Compares with <see cref="CompareTo"/>.</summary>
    public static bool operator <=(TableName left, TableName right) => left.CompareTo(right) <= 0;

    /// <summary>Compares with <see cref="CompareTo"/>.</summary>
    public static bool operator >=(TableName left, TableName right) => left.CompareTo(right) >= 0;
}
