using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.OpenLineage;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;
using ContractCheck.Engine.Lineage;
using ContractCheck.Engine.Publishing;

namespace ContractCheck.Cli.Commands;

/// <summary>What commands tell an OpenLineage API.</summary>
internal static class OpenLineageOutput
{
    private const string Title = "OpenLineage";

    /// <summary>The events of an extraction, as of now.</summary>
    public static ImmutableArray<Encoded<JsonSink>> EventsOf(ModelDatasets datasets) => OpenLineageRenderer.Events(datasets.Input, DateTimeOffset.UtcNow);

    /// <summary>Sends events where the options ask for it. What goes wrong is told on standard error.</summary>
    public static async Task SendAsync(RunOptions options, IReadOnlyList<Encoded<JsonSink>> events, CancellationToken cancellation)
    {
        if (options.OpenLineageUrl is { } endpoint)
        {
            var key = options.Environment.GetValueOrDefault(OpenLineageClient.KeyVariable)?.Trim();
            var notice = await OpenLineageClient.SendAsync(endpoint, events, key is { Length: > 0 } ? key : null, cancellation);
            await Terminal.NoteAsync(Title, notice is null ? [] : [notice]);
        }
    }

    /// <summary>The same after a check, whose verdict is told by then: the models are read once more, with all that is downstream of them.</summary>
    public static async Task SendAsync(RunOptions options, CancellationToken cancellation)
    {
        if (options.OpenLineageUrl is null)
        {
            return;
        }

        try
        {
            var extracted = await CheckRunner.ExtractAsync(options, new Progress<string>(), withDatasets: true, cancellation);
            await SendAsync(options, EventsOf(extracted.Datasets!), cancellation);
        }
#pragma warning disable CA1031 // The verdict is told: whatever this ends with must not change how the check ends.
        catch (Exception reason) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await Terminal.NoteAsync(Title, [new Unjudged("nothing", $"was sent: {reason.Message}")]);
        }
    }
}
