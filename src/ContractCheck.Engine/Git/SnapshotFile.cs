namespace ContractCheck.Engine.Git;

/// <summary>A regular file of a revision.</summary>
/// <param name="Path">Path in the repository, with forward slashes.</param>
/// <param name="BlobId">
/// The hash that git names this content by: files with equal hashes have equal contents. Null for a file of the working tree that was
/// not read because no one asks for its kind.
/// </param>
public sealed record SnapshotFile(string Path, string? BlobId);
