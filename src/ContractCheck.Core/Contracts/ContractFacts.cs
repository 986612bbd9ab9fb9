namespace ContractCheck.Core.Contracts;

/// <summary>A channel where readers of the data can ask.</summary>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Tool">Product, such as slack or email.</param>
/// <param name="Url">Address.</param>
/// <param name="Scope">What it is for.</param>
public sealed record ContractSupport(string Channel, string? Tool, string? Url, string? Scope);

/// <summary>A promised service level.</summary>
/// <param name="Property">What is promised, such as retention or endOfSupport.</param>
/// <param name="Value">The value as text, or null.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Element">Table or column that it is about; null for the whole contract.</param>
/// <param name="Position">Where it is written.</param>
public sealed record ContractServiceLevel(string Property, string? Value, string? Unit, string? Element, ContractPosition Position);

/// <summary>A fact for which the format has no key.</summary>
/// <param name="Property">Its key.</param>
/// <param name="Value">Its value as text, a list of texts with commas between them; null where it is neither.</param>
/// <param name="Position">Where it is written.</param>
public sealed record ContractCustomProperty(string Property, string? Value, ContractPosition Position);
