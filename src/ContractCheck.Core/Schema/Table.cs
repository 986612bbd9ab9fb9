using System.Collections.Immutable;

namespace ContractCheck.Core.Schema;

/// <summary>A table as the models declare it.</summary>
public sealed record Table
{
    /// <summary>Schema and name.</summary>
    public required TableName Name { get; init; }

    /// <summary>Dotted name of the mapped class, or null for a plain <c>Table</c>.</summary>
    public string? Class { get; init; }

    /// <summary>Where the table is written.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>False where some of the table's columns could not be known; see <see cref="Missing"/>.</summary>
    public bool Complete { get; init; } = true;

    /// <summary>Why the table is not complete.</summary>
    public ImmutableArray<MissingPart> Missing { get; init; } = [];

    /// <summary>Comment stored in the database.</summary>
    public string? Comment { get; init; }

    /// <summary>Key of the database that the table is in, where an application has several and the models say so.</summary>
    public string? Bind { get; init; }

    /// <summary>Columns in the order of the model.</summary>
    public required ImmutableArray<Column> Columns { get; init; }

    /// <summary>Column names of the primary key, in key order.</summary>
    public ImmutableArray<string> PrimaryKey { get; init; } = [];

    /// <summary>Unique constraints (those of unique columns included).</summary>
    public ImmutableArray<UniqueConstraint> Uniques { get; init; } = [];

    /// <summary>Foreign keys.</summary>
    public ImmutableArray<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Indexes.</summary>
    public ImmutableArray<TableIndex> Indexes { get; init; } = [];

    /// <summary>Check constraints.</summary>
    public ImmutableArray<CheckConstraint> Checks { get; init; } = [];

    /// <summary>Whether what this table lacks of the same table elsewhere is certainly gone: nothing is unknown here that was known there.</summary>
    public bool KnowsAllOf(Table other) => Complete || Missing.All(other.Missing.Contains);

    /// <summary>Columns that a constraint or an index keeps unique, the primary key left out.</summary>
    public IEnumerable<ImmutableArray<string>> UniqueKeys => Uniques.Select(u => u.Columns).Concat(Indexes.Where(i => i.Unique).Select(i => i.Columns));

    /// <summary>The column of that exact name, or null.</summary>
    public Column? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>The column of that name; its case counts only where two columns differ in nothing else.</summary>
    public Column? ColumnOfAnyCase(string name) =>
        Column(name) ?? Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A part of a table that could not be known.</summary>
/// <param name="Class">Dotted name of the missing base class or mixin.</param>
/// <param name="Distribution">The distribution that would provide it, where known.</param>
/// <param name="Reason">What is unknown because of it.</param>
public sealed record MissingPart(string? Class, string? Distribution, string Reason);

/// <summary>A unique constraint.</summary>
public sealed record UniqueConstraint(string? Name, ImmutableArray<string> Columns);

/// <summary>A foreign key.</summary>
public sealed record ForeignKey
{
    /// <summary>Constraint name, where one is given.</summary>
    public string? Name { get; init; }

    /// <summary>Columns of this table.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The referred table.</summary>
    public required TableName Target { get; init; }

    /// <summary>Columns of the referred table, in the order of <see cref="Columns"/>.</summary>
    public required ImmutableArray<string> TargetColumns { get; init; }

    /// <summary>Action on delete, such as CASCADE.</summary>
    public string? OnDelete { get; init; }

    /// <summary>Action on update.</summary>
    public string? OnUpdate { get; init; }
}

/// <summary>An index; a column may be an SQL expression.</summary>
public sealed record TableIndex(string? Name, ImmutableArray<string> Columns, bool Unique);

/// <summary>A check constraint.</summary>
public sealed record CheckConstraint(string? Name, string Sql);
