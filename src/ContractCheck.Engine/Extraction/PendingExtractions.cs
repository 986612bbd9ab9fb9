using ContractCheck.Core;

namespace ContractCheck.Engine.Extraction;

/// <summary>Extractions that wait for their one answer. After a fault there are no others.</summary>
internal sealed class PendingExtractions
{
    private const long FailureBytes = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<uint, Pending> _open = [];
    private uint _lastId;

    /// <summary>Why the worker is no longer believed, or null.</summary>
    public CheckException? Fault { get; private set; }

    public bool Any
    {
        get
        {
            lock (_gate)
            {
                return _open.Count > 0;
            }
        }
    }

    public (uint Id, Task<ReadOnlyMemory<byte>> Document) Open(string label, ExtractionLimits limits)
    {
        lock (_gate)
        {
            if (Fault is not null)
            {
                throw Fault;
            }

            var pending = new Pending(label, limits, new(TaskCreationOptions.RunContinuationsAsynchronously));
            _open.Add(++_lastId, pending);
            return (_lastId, pending.Document.Task);
        }
    }

    /// <summary>The most bytes that a frame may have.</summary>
    /// <exception cref="InvalidDataException">No one waits for such a frame.</exception>
    public long LimitOf(FrameKind kind, uint id)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(id, out var pending))
            {
                throw new InvalidDataException($"it sent a frame for extraction {id}, which is not open");
            }

            return kind switch
            {
                FrameKind.Result => pending.Limits.ResultBytes,
                FrameKind.Failure => FailureBytes,
                _ => throw new InvalidDataException("it sent a frame of a kind that does not belong here"),
            };
        }
    }

    /// <summary>Hands a frame that <see cref="LimitOf"/> let through to whoever waits for it.</summary>
    /// <exception cref="InvalidDataException">A failure that is malformed; whoever waits then gets the fault.</exception>
    public void Close(Frame frame)
    {
        var failure = frame.Kind == FrameKind.Failure ? WorkerJson.Read(frame.Payload, WorkerJson.Default.FailureMessage) : null;
        Pending? pending;
        lock (_gate)
        {
            _open.Remove(frame.Id, out pending);
        }

        if (failure is null)
        {
            pending?.Document.TrySetResult(frame.Payload);
        }
        else
        {
            pending?.Document.TrySetException(ExtractionFailure.Of(pending.Label, failure));
        }
    }

    public void FailAll(CheckException fault)
    {
        Pending[] open;
        lock (_gate)
        {
            Fault ??= fault;
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (var pending in open)
        {
            pending.Document.TrySetException(Fault);
        }
    }

    private sealed record Pending(string Label, ExtractionLimits Limits, TaskCompletionSource<ReadOnlyMemory<byte>> Document);
}
