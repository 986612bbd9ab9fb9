namespace ContractCheck.Engine.Lineage;

/// <summary>A file that tells of lineage.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Content">Its bytes. Hostile.</param>
internal sealed record LineageFile(string Name, ReadOnlyMemory<byte> Content);
