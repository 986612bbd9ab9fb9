using System.Collections.Immutable;
using System.Text;

namespace ContractCheck.Engine.Git;

/// <summary>Regular files of a revision and what was left out.</summary>
internal sealed class FileListing
{
    private readonly ImmutableArray<SnapshotFile>.Builder _files = ImmutableArray.CreateBuilder<SnapshotFile>();
    private readonly ImmutableArray<SnapshotNote>.Builder _notes = ImmutableArray.CreateBuilder<SnapshotNote>();
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<SnapshotFile> Files => _files.DrainToImmutable();

    public ImmutableArray<SnapshotNote> Notes => _notes.DrainToImmutable();

    /// <summary>Reads <c>ls-tree -r -z</c>: <c>MODE TYPE ID TAB PATH NUL</c> per entry.</summary>
    /// <exception cref="InvalidDataException">Git printed something else.</exception>
    public static FileListing OfTree(ReadOnlySpan<byte> output)
    {
        var listing = new FileListing();
        while (!output.IsEmpty)
        {
            var end = output.IndexOf((byte)0);
            var entry = end < 0 ? throw new InvalidDataException("git ls-tree ended within an entry") : output[..end];
            output = output[(end + 1)..];
            var tab = entry.IndexOf((byte)'\t');
            var fields = Encoding.ASCII.GetString(entry[..Math.Max(tab, 0)]).Split(' ');
            if (fields.Length != 3)
            {
                throw new InvalidDataException("git ls-tree printed an entry without mode, type and hash");
            }

            listing.Add(entry[(tab + 1)..], fields[2], SkippedMode(fields[0]));
        }

        return listing;
    }

    /// <summary>Adds a file, or a note where it must be left out.</summary>
    public void Add(ReadOnlySpan<byte> rawPath, string? blobId, SkipReason? skip)
    {
        if (!EntryPath.TryRead(rawPath, out var path, out var refused))
        {
            Skip(path, refused.Value);
        }
        else if (skip is not null)
        {
            Skip(path, skip.Value);
        }
        else if (!_seen.Add(path))
        {
            Skip(path, SkipReason.CaseCollision);
        }
        else
        {
            _files.Add(new SnapshotFile(path, blobId));
        }
    }

    public void Skip(string path, SkipReason reason) => _notes.Add(new SnapshotNote(path, reason));

    private static SkipReason? SkippedMode(string mode) => mode switch
    {
        "120000" => SkipReason.SymbolicLink,
        "160000" => SkipReason.Submodule,
        _ => null,
    };
}
