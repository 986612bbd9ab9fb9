using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine;

/// <summary>A revision with the configuration that counts for it.</summary>
/// <param name="Name"><c>base</c> or <c>head</c>.</param>
/// <param name="Snapshot">Its files.</param>
/// <param name="Info">What people call it.</param>
/// <param name="Configuration">Which of its files are contracts and models.</param>
internal sealed record Revision(string Name, SourceSnapshot Snapshot, RevisionInfo Info, CheckConfiguration Configuration)
{
    /// <summary>What was left out of it, known once its files are written.</summary>
    public ImmutableArray<SnapshotNote> Notes { get; set; } = [];

    /// <summary>Whether models of both see the same files. A file of the working tree has no id and counts as different.</summary>
    public bool ShowsTheSameAs(Revision other) =>
        Configuration.Include.SequenceEqual(other.Configuration.Include, StringComparer.Ordinal)
        && Configuration.Exclude.SequenceEqual(other.Configuration.Exclude, StringComparer.Ordinal)
        && Configuration.Packages.SequenceEqual(other.Configuration.Packages, StringComparer.Ordinal)
        && Visible.All(f => f.BlobId is not null)
        && Visible.SequenceEqual(other.Visible);

    private IEnumerable<SnapshotFile> Visible => Snapshot.Files.Where(f => SnapshotLimits.Default.BytesOf(f.Path) is not null);
}
