using System.Globalization;
using System.Text;

namespace ContractCheck.Engine.Git;

/// <summary>The answers of <c>cat-file --batch-command</c>.</summary>
internal sealed class BatchAnswers(Stream stream)
{
    private readonly byte[] _buffer = new byte[128 * 1024];
    private byte[] _content = [];
    private int _start;
    private int _end;

    /// <summary>Reads <c>ID TYPE SIZE</c>, or <c>ID missing</c>.</summary>
    /// <returns>Bytes, or null where the object is missing.</returns>
    /// <exception cref="InvalidDataException">The answer is about another object.</exception>
    public async ValueTask<long?> SizeAsync(string id, CancellationToken cancellation)
    {
        var line = await LineAsync(cancellation);
        return line.Split(' ') switch
        {
            [var found, "missing"] when string.Equals(found, id, StringComparison.Ordinal) => null,
            [var found, _, var size] when string.Equals(found, id, StringComparison.Ordinal)
                && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) => bytes,
            _ => throw new InvalidDataException($"the object is damaged: {line}"),
        };
    }

    /// <summary>Reads <c>ID TYPE SIZE</c> where the hash is not known beforehand.</summary>
    /// <returns>Null where the answer is another, such as <c>NAME missing</c>.</returns>
    public async ValueTask<string?> IdAsync(CancellationToken cancellation) =>
        (await LineAsync(cancellation)).Split(' ') is [var id, _, var size] && ObjectId.IsFull(id) && size.All(char.IsAsciiDigit) ? id : null;

    /// <summary>Reads the content that follows its size. The memory is reused by the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ContentAsync(int size, CancellationToken cancellation)
    {
        if (_content.Length <= size)
        {
            _content = new byte[Math.Max(size + 1, 64 * 1024)];
        }

        // One more byte: git ends each content with a line feed.
        var wanted = _content.AsMemory(0, size + 1);
        var buffered = Math.Min(wanted.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(wanted.Span);
        _start += buffered;
        await stream.ReadExactlyAsync(wanted[buffered..], cancellation);
        return _content.AsMemory(0, size);
    }

    private async ValueTask<string> LineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _start, length);
                _start += length + 1;
                return line;
            }

            await RefillAsync(cancellation);
        }
    }

    private async ValueTask RefillAsync(CancellationToken cancellation)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var count = _end < _buffer.Length ? await stream.ReadAsync(_buffer.AsMemory(_end), cancellation) : 0;
        _end += count > 0 ? count : throw new EndOfStreamException("git ended before it had answered");
    }
}
