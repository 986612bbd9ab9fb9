namespace ContractCheck.Core.Lineage.Queries;

/// <summary>A relation that a table's name means.</summary>
/// <param name="Id">Id of its node; null where the query reads what it writes.</param>
/// <param name="Columns">Its columns, each with itself as the origin.</param>
public sealed record ReadRelation(string? Id, RelationColumns Columns);
