using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts;

/// <summary>A promised table.</summary>
public sealed record ContractTable
{
    /// <summary>Identifier that stays when the table is renamed, where one is given.</summary>
    public string? Id { get; init; }

    /// <summary>Name in the contract.</summary>
    public required string Name { get; init; }

    /// <summary>Name in the database as written, such as <c>sales.orders</c>; null where it equals <see cref="Name"/>.</summary>
    public Promise<string>? PhysicalName { get; init; }

    /// <summary>
    /// Name to look for in the models: the physical name, else the contract's name.
    /// Its schema is null where the contract leaves it open.
    /// </summary>
    public required TableName LookupName { get; init; }

    /// <summary>The name in the database as the contract itself gives it, whatever the configuration maps it to.</summary>
    public TableName WrittenName => Contracts.PhysicalName.Parse(PhysicalName?.Value ?? Name);

    /// <summary>Schemas that the contract's servers serve; of several tables that fit, one of these is meant.</summary>
    public ImmutableArray<string> ServedSchemas { get; init; } = [];

    /// <summary>Databases that the physical name and the contract's servers name; of several tables that fit, one of these is meant.</summary>
    public ImmutableArray<string> Databases { get; init; } = [];

    /// <summary>Kind of relation, such as table or view, where one is given.</summary>
    public string? PhysicalType { get; init; }

    /// <summary>What a row is.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the contract announces the table's end.</summary>
    public Promise<bool>? Deprecated { get; init; }

    /// <summary>Where the table is written.</summary>
    public required ContractPosition Position { get; init; }

    /// <summary>The promised columns, in the order of the file. Nested ones are under their parent.</summary>
    public required ImmutableArray<ContractColumn> Columns { get; init; }

    /// <summary>Column groups promised to be unique together.</summary>
    public ImmutableArray<ContractUnique> Uniques { get; init; } = [];

    /// <summary>Promised references to other tables, those of single columns included.</summary>
    public ImmutableArray<ContractRelationship> Relationships { get; init; } = [];

    /// <summary>Labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Whatever else its owner wrote down by key.</summary>
    public ImmutableArray<ContractCustomProperty> CustomProperties { get; init; } = [];

    /// <summary>The database schema, where the contract names one with the table.</summary>
    public string? Schema => LookupName.Schema;

    /// <summary>
    /// The columns of the promised primary key in key order. Columns without a position follow those with one, in the order of the file.
    /// </summary>
    public ImmutableArray<ContractColumn> PrimaryKey =>
    [
        .. Columns.Where(c => c.PrimaryKey is { Value: true })
            .OrderBy(c => c.PrimaryKeyPosition is { Value: > 0 } p ? p.Value : int.MaxValue),
    ];

    /// <summary>The column of that exact name in the database, or null.</summary>
    public ContractColumn? Column(string lookupName) => Columns.FirstOrDefault(c => c.LookupName == lookupName);
}

/// <summary>Columns promised to be unique together.</summary>
/// <param name="Columns">Their names in the database.</param>
/// <param name="Position">Where it is promised.</param>
public sealed record ContractUnique(ImmutableArray<string> Columns, ContractPosition Position);
