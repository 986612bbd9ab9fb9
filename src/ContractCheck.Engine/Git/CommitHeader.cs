using System.Text;

namespace ContractCheck.Engine.Git;

/// <summary>Reads a commit object.</summary>
internal static class CommitHeader
{
    /// <summary>
    /// The parents as the commit itself names them. A shallow clone hides them from <c>rev-list</c>, but not from this.
    /// </summary>
    public static IReadOnlyList<string> Parents(ReadOnlySpan<byte> commit)
    {
        var end = commit.IndexOf("\n\n"u8);
        var header = Encoding.UTF8.GetString(end < 0 ? commit : commit[..end]);
        return [.. header.Split('\n').Where(IsParent).Select(line => line["parent ".Length..])];
    }

    /// <summary>The message.</summary>
    public static string Message(ReadOnlySpan<byte> commit)
    {
        var end = commit.IndexOf("\n\n"u8);
        return end < 0 ? "" : Encoding.UTF8.GetString(commit[(end + 2)..]);
    }

    private static bool IsParent(string line) =>
        line.StartsWith("parent ", StringComparison.Ordinal) && ObjectId.IsFull(line["parent ".Length..]);
}
