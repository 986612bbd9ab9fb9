namespace ContractCheck.Core.Lineage.Queries;

/// <summary>A query that cannot be resolved.</summary>
/// <param name="message">Why, to be read after "its SQL cannot be resolved:".</param>
public sealed class QueryException(string message) : Exception(message);
