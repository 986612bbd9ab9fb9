using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using ContractCheck.Core.Schema;

namespace ContractCheck.Engine.Extraction;

/// <summary>What a scan found.</summary>
/// <param name="Evidence">What the source of each revision shows, in the order of the request.</param>
/// <param name="ForExtraction">Bytes to keep in a file for <see cref="ExtractionRequest.Scan"/>.</param>
public sealed record ScanResult(ImmutableArray<SourceEvidence> Evidence, ReadOnlyMemory<byte> ForExtraction)
{
    private const int LengthBytes = 4;

    /// <summary>Reads a result strictly.</summary>
    /// <param name="payload">The frame's payload.</param>
    /// <param name="revisions">How many revisions were to be scanned.</param>
    /// <exception cref="InvalidDataException">It is not what the protocol asks for.</exception>
    internal static ScanResult Read(ReadOnlyMemory<byte> payload, int revisions)
    {
        var length = payload.Length < LengthBytes ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(payload.Span);
        if (length > payload.Length - LengthBytes)
        {
            throw new InvalidDataException("a scan's result is cut off");
        }

        var shown = WorkerJson.Read(payload.Slice(LengthBytes, (int)length), WorkerJson.Default.ShownMessage);
        return shown.Revisions?.Count == revisions && shown.Revisions.All(r => r is { Tables: not null, Names: not null })
            ? new ScanResult([.. shown.Revisions.Select(Of)], payload[(LengthBytes + (int)length)..])
            : throw new InvalidDataException("a scan's result is of other revisions");
    }

    private static SourceEvidence Of(ShownRevision revision) => new(
        [.. revision.Tables!.Select(t => new ShownTable(t.Name, t.Class, new SourceLocation(t.File, t.Line)))],
        [.. revision.Names!]);
}

/// <summary>The engine's part of a scan's result.</summary>
internal sealed record ShownMessage(IReadOnlyList<ShownRevision>? Revisions);

/// <summary>What the source of one revision shows.</summary>
internal sealed record ShownRevision(IReadOnlyList<ShownTableMessage>? Tables, IReadOnlyList<ShownName>? Names);

/// <summary>A declared table.</summary>
internal sealed record ShownTableMessage(string? Name, string? Class, string File, int Line);
