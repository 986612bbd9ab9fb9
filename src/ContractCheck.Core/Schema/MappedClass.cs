using System.Collections.Immutable;

namespace ContractCheck.Core.Schema;

/// <summary>A class that SQLAlchemy maps.</summary>
/// <param name="Name">Dotted name.</param>
/// <param name="Table">Its table, or null where it is mapped to a query.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Attributes">Mapped attributes and hybrids, by name.</param>
public sealed record MappedClass(string Name, TableName? Table, SourceLocation Location, ImmutableArray<MappedProperty> Attributes);

/// <summary>An attribute of a mapped class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>column</c>, <c>expression</c> (a column property), <c>hybrid</c> or <c>relationship</c>.</param>
/// <param name="Columns">Columns that it is, or is computed from.</param>
/// <param name="Target">Of a relationship the dotted name of the class at its other end, where it is known.</param>
/// <param name="Secondary">Of a relationship its association table.</param>
public sealed record MappedProperty(string Name, string Kind, ImmutableArray<ColumnName> Columns, string? Target, TableName? Secondary);

/// <summary>A column by the name of its table and its own.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record ColumnName(TableName Table, string Column);

/// <summary>A view that the models make of a query.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Materialized">Whether the database keeps its rows.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Columns">Its columns, each with those that it is computed from.</param>
public sealed record View(TableName Name, bool Materialized, SourceLocation Location, ImmutableArray<ViewColumn> Columns);

/// <summary>A column of a view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Columns that it is computed from.</param>
public sealed record ViewColumn(string Name, ImmutableArray<ColumnName> From);
