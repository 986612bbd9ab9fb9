using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContractCheck.Core;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Engine.Publishing;

/// <summary>A host's REST API: JSON both ways, a few attempts, and an end to patience.</summary>
internal sealed class RestClient : IDisposable
{
    private const int Attempts = 3;
    private const int MaxResponseBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;

    /// <summary>A client.</summary>
    /// <param name="address">The API's address.</param>
    /// <param name="headers">What every request says, the token among it.</param>
    public RestClient(Uri address, params IEnumerable<(string Name, string Value)> headers)
    {
        // A redirect would carry the token to wherever it leads.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address.ToString().TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromSeconds(20),
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ContractCheck", Project.Version));
        foreach (var (name, value) in headers)
        {
            _client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Whether what is sent may arrive twice. Then everything is tried again, and after every error of the host's own.</summary>
    public bool MayArriveTwice { get; init; }

    /// <summary>How long the host may take for an answer; 20 seconds unless it is set.</summary>
    public TimeSpan Timeout
    {
        init => _client.Timeout = value;
    }

    /// <summary>Asks for something.</summary>
    /// <exception cref="RestException">The host refused, or did not answer.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        return Answer(await SendAsync(HttpMethod.Get, path, null, cancellation), type, path);
    }

    /// <summary>Sends something and reads the answer.</summary>
    /// <exception cref="RestException">The host refused, or did not answer.</exception>
    public async Task<TAnswer> PostAsync<T, TAnswer>(string path, T body, JsonTypeInfo<T> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        Answer(await SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body, type), cancellation), answer, path);

    /// <summary>Sends something.</summary>
    /// <exception cref="RestException">The host refused, or did not answer.</exception>
    public Task SendAsync<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(method, path, JsonSerializer.Serialize(body, type), cancellation);

    /// <summary>Sends a document; what the host answers besides the status is not read.</summary>
    /// <exception cref="RestException">The host refused, or did not answer.</exception>
    public Task PostAsync(string path, Encoded<JsonSink> document, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, document.ToString(), cancellation, HttpCompletionOption.ResponseHeadersRead);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static T Answer<T>(string text, JsonTypeInfo<T> type, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw new RestException($"{path}: the answer is empty", null);
        }
        catch (JsonException e)
        {
            throw new RestException($"{path}: {e.Message}", null);
        }
    }

    private async Task<string> SendAsync(
        HttpMethod method, string path, string? body, CancellationToken cancellation, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path);
                if (body is not null)
                {
                    request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                }

                using var response = await _client.SendAsync(request, completion, cancellation);
                if (response.IsSuccessStatusCode)
                {
                    return completion == HttpCompletionOption.ResponseHeadersRead ? "" : Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation));
                }

                if (attempt == Attempts || !IsPassing(response.StatusCode) || !MayRepeat(method))
                {
                    throw new RestException($"{method} {path}: {(int)response.StatusCode} {response.ReasonPhrase}", response.StatusCode);
                }

                await Task.Delay(Wait(response, attempt), cancellation);
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                if (attempt == Attempts || !(MayRepeat(method) || NeverArrived(e)))
                {
                    throw new RestException($"{method} {path}: {e.Message}", null);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellation);
            }
        }
    }

    // A comment that may have arrived is not sent again: it would be a second one.
    private bool MayRepeat(HttpMethod method) => MayArriveTwice || method != HttpMethod.Post;

    private static bool NeverArrived(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private bool IsPassing(HttpStatusCode status) =>
        (MayArriveTwice && (int)status >= 500) || status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan Wait(HttpResponseMessage response, int attempt)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(200 * attempt);
        return asked < LongestWait ? asked : LongestWait;
    }
}

/// <summary>A host refused a request, or did not answer.</summary>
public sealed class RestException(string message, HttpStatusCode? status) : Exception(message)
{
    /// <summary>The answer's status, or null where there was none.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>Whether the token may not do that.</summary>
    public bool IsRefused => Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound;
}
