namespace ContractCheck.Engine.Extraction;

/// <summary>One message of the worker protocol.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The extraction that it belongs to, or 0.</param>
/// <param name="Payload">UTF-8 JSON; of a scan's result, bytes for the worker.</param>
internal readonly record struct Frame(FrameKind Kind, uint Id, ReadOnlyMemory<byte> Payload);

/// <summary>Kinds of frames; the value is the ASCII letter on the wire.</summary>
internal enum FrameKind
{
    None = 0,
    Hello = 'H',
    Go = 'G',
    Scan = 'S',
    Parse = 'P',
    Result = 'R',
    Failure = 'F',
    Quit = 'Q',
}
