using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ContractCheck.Engine.Extraction;

/// <summary>Reads and writes frames. Everything that is not exactly a frame is refused.</summary>
internal static class FrameStream
{
    private const int HeaderBytes = 4 + 1 + 4 + 4 + DigestBytes;
    private const int DigestBytes = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "CCW1"u8;

    /// <summary>Reads the next frame.</summary>
    /// <param name="stream">Where frames come from.</param>
    /// <param name="limitOf">The most payload bytes that a frame of this kind and id may have.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null where the stream ends between frames.</returns>
    /// <exception cref="InvalidDataException">Not a frame, cut off, too long, or damaged.</exception>
    public static async Task<Frame?> ReadAsync(Stream stream, Func<FrameKind, uint, long> limitOf, CancellationToken cancellation)
    {
        var header = new byte[HeaderBytes];
        var count = await stream.ReadAtLeastAsync(header, HeaderBytes, throwOnEndOfStream: false, cancellation);
        if (count == 0)
        {
            return null;
        }

        if (count < HeaderBytes || !header.AsSpan(0, 4).SequenceEqual(Magic))
        {
            throw new InvalidDataException(count < HeaderBytes ? "a frame is cut off" : "the output is no frame");
        }

        var kind = (FrameKind)header[4];
        var id = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(5));
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(9));
        if (length > limitOf(kind, id))
        {
            throw new InvalidDataException($"a frame of {length:N0} bytes is longer than {limitOf(kind, id):N0}");
        }

        var payload = new byte[length];
        if (await stream.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false, cancellation) < payload.Length)
        {
            throw new InvalidDataException("a frame is cut off");
        }

        return SHA256.HashData(payload).AsSpan().SequenceEqual(header.AsSpan(HeaderBytes - DigestBytes))
            ? new Frame(kind, id, payload)
            : throw new InvalidDataException("a frame does not match its digest");
    }

    /// <summary>Writes a frame whole.</summary>
    public static async Task WriteAsync(Stream stream, Frame frame, CancellationToken cancellation)
    {
        var bytes = new byte[HeaderBytes + frame.Payload.Length];
        Magic.CopyTo(bytes);
        bytes[4] = (byte)frame.Kind;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), frame.Id);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), (uint)frame.Payload.Length);
        SHA256.HashData(frame.Payload.Span, bytes.AsSpan(HeaderBytes - DigestBytes, DigestBytes));
        frame.Payload.Span.CopyTo(bytes.AsSpan(HeaderBytes));
        await stream.WriteAsync(bytes, cancellation);
        await stream.FlushAsync(cancellation);
    }
}
