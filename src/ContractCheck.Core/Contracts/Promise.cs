namespace ContractCheck.Core.Contracts;

/// <summary>One promised value and the place that promises it.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The promised value.</param>
/// <param name="Position">Where the promise's key is written, such as the line of <c>required: true</c>.</param>
public sealed record Promise<T>(T Value, ContractPosition Position);
