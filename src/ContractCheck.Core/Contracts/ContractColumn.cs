using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts;

/// <summary>A promised column. What is null is not promised.</summary>
public sealed record ContractColumn
{
    /// <summary>Identifier that stays when the column is renamed, where one is given.</summary>
    public string? Id { get; init; }

    /// <summary>Name in the contract.</summary>
    public required string Name { get; init; }

    /// <summary>Name in the database, where it is written.</summary>
    public Promise<string>? PhysicalName { get; init; }

    /// <summary>Where the column is written.</summary>
    public required ContractPosition Position { get; init; }

    /// <summary>What the column holds.</summary>
    public string? Description { get; init; }

    /// <summary>Kind of value: string, integer, number, boolean, date, timestamp, time, object, array, map.</summary>
    public Promise<string>? LogicalType { get; init; }

    /// <summary>Bounds and details of <see cref="LogicalType"/>.</summary>
    public ContractTypeOptions Options { get; init; } = ContractTypeOptions.None;

    /// <summary>DDL text of the type, in the spelling of whatever database the author had in mind.</summary>
    public Promise<string>? PhysicalType { get; init; }

    /// <summary>True promises that the column is never NULL. False promises nothing.</summary>
    public Promise<bool>? Required { get; init; }

    /// <summary>True promises that no value occurs twice.</summary>
    public Promise<bool>? Unique { get; init; }

    /// <summary>True promises that the column is part of the primary key.</summary>
    public Promise<bool>? PrimaryKey { get; init; }

    /// <summary>Place in the primary key from 1, where one is promised.</summary>
    public Promise<int>? PrimaryKeyPosition { get; init; }

    /// <summary>The values that occur, where they are promised.</summary>
    public AllowedValues? AllowedValues { get; init; }

    /// <summary>Sensitivity in the words of the owner.</summary>
    public string? Classification { get; init; }

    /// <summary>Whether the contract announces the column's end.</summary>
    public Promise<bool>? Deprecated { get; init; }

    /// <summary>Labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Columns inside this one, where it is an object.</summary>
    public ImmutableArray<ContractColumn> Properties { get; init; } = [];

    /// <summary>Whatever else its owner wrote down by key.</summary>
    public ImmutableArray<ContractCustomProperty> CustomProperties { get; init; } = [];

    /// <summary>Name to look for in the models: the physical name, else the contract's name.</summary>
    public string LookupName => PhysicalName?.Value ?? Name;
}

/// <summary>The values a column may hold.</summary>
/// <param name="Values">In the order of the file; numbers and booleans as text; NULL left out.</param>
/// <param name="Position">Where they are promised.</param>
public sealed record AllowedValues(ImmutableArray<string> Values, ContractPosition Position);
