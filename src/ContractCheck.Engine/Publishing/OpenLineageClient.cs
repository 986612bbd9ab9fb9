using ContractCheck.Core;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Engine.Publishing;

/// <summary>Sends events to an OpenLineage API. Whatever goes wrong becomes a notice, and nothing takes longer than half a minute.</summary>
public static class OpenLineageClient
{
    /// <summary>The environment variable that holds the key.</summary>
    public const string KeyVariable = "OPENLINEAGE_API_KEY";

    private const string DefaultPath = "/api/v1/lineage";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceForOne = TimeSpan.FromSeconds(8);

    /// <summary>The endpoint that an address means: <c>/api/v1/lineage</c> of a server, unless the address has a path.</summary>
    /// <exception cref="CheckException">Exit code 2: it is no address, or holds a password.</exception>
    public static Uri EndpointOf(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
        {
            throw new CheckException(ExitCode.Usage, "--openlineage-url is no address of a server.", "Give one such as https://marquez.example:5000.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new CheckException(ExitCode.Usage, "--openlineage-url holds a user or a password.", $"Put the key into {KeyVariable}.");
        }

        return uri.AbsolutePath == "/" ? new UriBuilder(uri) { Path = DefaultPath }.Uri : uri;
    }

    /// <summary>Sends events one after the other: an API links columns only to datasets that it knows already.</summary>
    /// <param name="endpoint">What <see cref="EndpointOf"/> gives.</param>
    /// <param name="events">The events, inputs first.</param>
    /// <param name="key">The key; null where there is none. Only sent where nobody on the way can read it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>What went wrong, or null.</returns>
    public static async Task<Unjudged?> SendAsync(Uri endpoint, IReadOnlyList<Encoded<JsonSink>> events, string? key, CancellationToken cancellation)
    {
        var isSafe = endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback;
        var withheld = key is not null && !isSafe ? $"; the key was not sent, since {endpoint.Scheme} to another machine can be read on the way" : "";
        var (sent, reason) = await SendAllAsync(endpoint, events, isSafe ? key : null, cancellation);
        return reason is null && withheld.Length == 0
            ? null
            : new Unjudged(endpoint.GetLeftPart(UriPartial.Authority), $"took {sent} of {events.Count} datasets{(reason is null ? "" : $": {reason}")}{withheld}");
    }

    private static async Task<(int Sent, string? Reason)> SendAllAsync(Uri endpoint, IReadOnlyList<Encoded<JsonSink>> events, string? key, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var sent = 0;
        string? first = null;
        try
        {
            var headers = key is null ? [] : new[] { ("Authorization", $"Bearer {key}") };
            using var client = new RestClient(new Uri(endpoint, "/"), headers) { MayArriveTwice = true, Timeout = PatienceForOne };
            foreach (var document in events)
            {
                try
                {
                    await client.PostAsync(endpoint.PathAndQuery, document, patience.Token);
                    sent++;
                }
                catch (RestException e)
                {
                    first ??= Told(e, endpoint);
                    if (!IsOfOneEvent(e))
                    {
                        break;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            first ??= $"it took longer than {Patience.TotalSeconds:0} seconds";
        }
#pragma warning disable CA1031 // A server, or a key that is no text of a header, must not change how a check ends.
        catch (Exception e) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            first ??= e is FormatException ? $"{KeyVariable} is no text of a header" : e.Message;
        }

        return (sent, first);
    }

    // What is wrong with one event need not be wrong with the next one; a refused key or a server that does not answer is.
    private static bool IsOfOneEvent(RestException e) => (int?)e.Status is >= 400 and < 500 && !e.IsRefused;

    // An address may hold a secret in its query.
    private static string Told(RestException e, Uri endpoint) =>
        endpoint.Query.Length == 0 ? e.Message : e.Message.Replace(endpoint.Query, "", StringComparison.Ordinal);
}
