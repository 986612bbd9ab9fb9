namespace ContractCheck.Core.Lineage;

/// <summary>Who to tell. Hostile text until a renderer encodes it.</summary>
/// <param name="Name">A person, team or channel.</param>
/// <param name="Contact">Mail address, channel or link; null where none is given.</param>
public sealed record Owner(string Name, string? Contact);
