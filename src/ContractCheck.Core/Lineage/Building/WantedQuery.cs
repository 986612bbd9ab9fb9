namespace ContractCheck.Core.Lineage.Building;

/// <summary>A query that has to be parsed.</summary>
/// <param name="Dialect">sqlglot's name of its dialect; empty for one that sqlglot does not know.</param>
/// <param name="Sql">Its text.</param>
public sealed record WantedQuery(string Dialect, string Sql);
