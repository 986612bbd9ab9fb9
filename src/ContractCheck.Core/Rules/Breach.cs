using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>A table as a contract promises it, beside the table that was found for it.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Promise">The contract's table.</param>
/// <param name="Table">The table of the schema, or null where it has none.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Other">The same table at the other revision, or null.</param>
public sealed record PromisedTable(Contract Contract, ContractTable Promise, Table? Table, DatabaseSchema Schema, Table? Other)
{
    /// <summary>The dialects that contract and models write types in.</summary>
    public (string? Promised, string? Actual) Dialects => (Contract.Dialect, Schema.Dialect);

    /// <summary>The name to report under.</summary>
    public TableName Name => (Table ?? Other)?.Name ?? Promise.LookupName;

    /// <summary>Promised columns beside the columns found for them.</summary>
    public IEnumerable<(ContractColumn Promise, Column? Column)> Columns =>
        Promise.Columns.Select(c => (c, Find(c.LookupName)));

    /// <summary>The table's column of that name; its case counts only where two columns differ in nothing else.</summary>
    public Column? Find(string name) => Table?.ColumnOfAnyCase(name);

    /// <summary>The schema's name of a promised column, or its promised name where the schema has none.</summary>
    public string Actual(string name) => Find(name)?.Name ?? name;
}

/// <summary>A promise that a schema does not keep.</summary>
public sealed record Breach
{
    /// <summary>The contract rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The promised table.</summary>
    public required PromisedTable Promised { get; init; }

    /// <summary>The column, where the promise is one column's.</summary>
    public string? Column { get; init; }

    /// <summary>Columns of the table that the promise is about.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Another table that the promise refers to.</summary>
    public TableName? Related { get; init; }

    /// <summary>What else tells this breach from another of its rule on the same table and column.</summary>
    public string? Subject { get; init; }

    /// <summary>What is promised: <c>physicalType varchar(8)</c>.</summary>
    public required string Promise { get; init; }

    /// <summary>What the schema has instead, to be read after the name of table or column.</summary>
    public required string Message { get; init; }

    /// <summary>Where it is promised.</summary>
    public required ContractPosition Position { get; init; }

    /// <summary>Why nothing certain can be said, or null where the breach is certain.</summary>
    public string? Uncertain { get; init; }

    /// <summary>Whether this is a breach only where base kept the promise, because models alone cannot show that they keep it.</summary>
    public bool OnlyIfKeptBefore { get; init; }

    /// <summary>Columns of the table that the promise refers to.</summary>
    public ImmutableArray<string> RelatedColumns { get; init; } = [];

    /// <summary>Identity of the broken promise, the same at every revision.</summary>
    public (string Contract, string Rule, TableName Table, string? Column, string? Subject) Key =>
        (Promised.Contract.Id, Rule, Promised.Promise.LookupName, Column, Subject);
}
