using System.Text;

namespace ContractCheck.Engine.Processes;

/// <summary>The last bytes of a text of any length.</summary>
internal sealed class TextTail(int capacity)
{
    private readonly byte[] _ring = new byte[capacity];
    private readonly Lock _gate = new();
    private long _written;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (var value in bytes)
            {
                _ring[_written++ % _ring.Length] = value;
            }
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            var length = (int)Math.Min(_written, _ring.Length);
            var tail = new byte[length];
            for (var i = 0; i < length; i++)
            {
                tail[i] = _ring[(_written - length + i) % _ring.Length];
            }

            return Encoding.UTF8.GetString(tail).Trim();
        }
    }
}
