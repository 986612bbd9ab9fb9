using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ContractCheck.Engine.Git;

/// <summary>Hashes that name git's objects: 40 hexadecimal digits (SHA-1) or 64 (SHA-256).</summary>
internal static class ObjectId
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public static bool IsFull([NotNullWhen(true)] string? text) =>
        text is { Length: 40 or 64 } && !text.AsSpan().ContainsAnyExcept(LowerHex);

    public static bool IsZero(string id) => id.AsSpan().TrimStart('0').IsEmpty;

    /// <summary>The hash that git gives a blob of this content.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Git names objects by SHA-1; nothing is protected with it.")]
    public static string OfBlob(ReadOnlySpan<byte> content, bool sha256 = false)
    {
        using var hash = IncrementalHash.CreateHash(sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
