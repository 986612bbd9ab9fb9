using System.Collections.Immutable;

namespace ContractCheck.Core.Schema;

/// <summary>A column as the models declare it.</summary>
public sealed record Column
{
    /// <summary>Name in the database.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the mapped attribute, where a class maps the table.</summary>
    public string? Attribute { get; init; }

    /// <summary>Type in the dialect of the extraction.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Whether NULL is allowed. Primary-key columns are never nullable.</summary>
    public required bool Nullable { get; init; }

    /// <summary>Whether the column is part of the primary key.</summary>
    public bool PrimaryKey { get; init; }

    /// <summary>SQL text of the server default, or null.</summary>
    public string? ServerDefault { get; init; }

    /// <summary>Whether the models fill the column on insert (<c>default=</c>). The database does not know of it.</summary>
    public bool ClientDefault { get; init; }

    /// <summary>SQL text of a generated column, or null.</summary>
    public string? Computed { get; init; }

    /// <summary>Whether the column is an identity (or serial) column of the database.</summary>
    public bool Identity { get; init; }

    /// <summary>Comment stored in the database.</summary>
    public string? Comment { get; init; }

    /// <summary>Where the column is written.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Whether the database fills the column when an insert leaves it out.</summary>
    public bool FilledByDatabase => ServerDefault is not null || Computed is not null || Identity;
}

/// <summary>A column's type.</summary>
public sealed record ColumnType
{
    /// <summary>DDL text in the dialect of the extraction, such as <c>VARCHAR(80)</c>.</summary>
    public required string Sql { get; init; }

    /// <summary>False where a missing library provides the type; then <see cref="Sql"/> is as written, such as <c>Vector(1536)</c>.</summary>
    public bool Resolved { get; init; } = true;

    /// <summary>Dotted name of the type's Python class.</summary>
    public string? Python { get; init; }

    /// <summary>Allowed values in order, or empty where the type is no enumeration.</summary>
    public ImmutableArray<string> EnumValues { get; init; } = [];

    /// <summary>Characters or bytes, where the type has a length.</summary>
    public int? Length { get; init; }

    /// <summary>Total digits, where the type has a precision.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits after the point, where the type has a scale.</summary>
    public int? Scale { get; init; }

    /// <summary>Whether a date-time type carries a time zone; null for other types.</summary>
    public bool? Timezone { get; init; }
}
