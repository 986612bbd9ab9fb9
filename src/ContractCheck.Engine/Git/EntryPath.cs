using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ContractCheck.Engine.Git;

/// <summary>Decides which paths of a tree may become paths on disk.</summary>
internal static class EntryPath
{
    private const int MaxPathBytes = 2048;
    private const int MaxNameBytes = 255;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> Unsafe = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), 127, (byte)'\\']);

    /// <summary>Reads a path as git lists it.</summary>
    /// <param name="raw">Bytes of the path.</param>
    /// <param name="path">The path; where it is refused, a form fit for a report.</param>
    /// <param name="reason">Why it is refused.</param>
    public static bool TryRead(ReadOnlySpan<byte> raw, out string path, [NotNullWhen(false)] out SkipReason? reason)
    {
        reason = IsSafe(raw) ? null : SkipReason.UnsafeName;
        try
        {
            path = StrictUtf8.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            path = Encoding.UTF8.GetString(raw);
            reason = SkipReason.NameNotUtf8;
        }

        return reason is null;
    }

    private static bool IsSafe(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty || path.Length > MaxPathBytes || path.ContainsAny(Unsafe))
        {
            return false;
        }

        foreach (var range in path.Split((byte)'/'))
        {
            if (!IsSafeName(path[range]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSafeName(ReadOnlySpan<byte> name) =>
        name.Length is > 0 and <= MaxNameBytes
        && !name.SequenceEqual("."u8)
        && !name.SequenceEqual(".."u8)
        && !Ascii.EqualsIgnoreCase(name, ".git"u8);
}
