using System.Globalization;
using System.Net;
using MemberGrains.Ops.Json;

namespace MemberGrains.Ops.Loading;

/// <summary>
/// Sends a line until it has a final answer. What may have happened (504, a lost connection) is asked again with the
/// same key, from any gateway; what was not taken (429, 503) is sent again when it says so.
/// </summary>
internal sealed class GatewaySender(HttpClient http, LoadOptions options, LoadSource source, TimeProvider time)
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(2);

    private long _lastAnswer = time.GetTimestamp();
    private long _retries;

    /// <summary>How many requests had to be sent again.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Sends one line.</summary>
    /// <exception cref="LoadRefusedException">The key is no order caller's: no line can succeed.</exception>
    public async Task<LineResult> SendAsync(LoadLine line, CancellationToken cancellation)
    {
        if (LineRequest.Of(line, source, out var refusal) is not { } request) return refusal!;
        long began = time.GetTimestamp();
        var pause = _firstPause;
        for (int attempt = 0; ; attempt++)
        {
            var gateway = options.Gateways[(int)((line.Number + attempt) % options.Gateways.Count)];
            var (result, retryAfter) = await TryAsync(request, gateway, cancellation);
            if (result is not null) return result;
            if (time.GetElapsedTime(Interlocked.Read(ref _lastAnswer)) > options.Patience
                || time.GetElapsedTime(began) > options.Patience * 2)
            {
                return new LineResult(LineResultKind.Unanswered, 0, "unanswered");
            }

            Interlocked.Increment(ref _retries);
            await Task.Delay(Longer(retryAfter ?? TimeSpan.Zero, Jittered(pause, line.Number + attempt)), time, cancellation);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }
    }

    private async Task<(LineResult? Result, TimeSpan? RetryAfter)> TryAsync(LineRequest request, Uri gateway, CancellationToken cancellation)
    {
        try
        {
            using var message = request.ToMessage(gateway, options.Key);
            using var response = await http.SendAsync(message, cancellation);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
                return (null, response.Headers.RetryAfter?.Delta);
            Interlocked.Exchange(ref _lastAnswer, time.GetTimestamp());
            return (Result((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation)), null);
        }
        catch (HttpRequestException)
        {
            // Refused, reset or cut off: the fate is unknown and the same key will tell.
            return (null, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    private static LineResult Result(int status, byte[] body)
    {
        if (status is >= 200 and < 300)
        {
            string outcome = JsonBody.Read(body, "outcome"u8) ?? (status == 201 ? "registered" : "already-registered");
            return new LineResult(LineResultKind.Accepted, status, outcome);
        }

        string code = JsonBody.Read(body, "code"u8) ?? string.Create(CultureInfo.InvariantCulture, $"http-{status}");
        if (status is 401 or 403) throw new LoadRefusedException($"The gateways refuse this key: {code}. A load needs the key of an order caller.");
        return new LineResult(LineResultKind.Refused, status, code, JsonBody.Read(body, "detail"u8));
    }

    /// <summary>Between half and all of the pause, spread by line, so that what failed together does not come back together.</summary>
    private static TimeSpan Jittered(TimeSpan pause, long seed) =>
        pause * (0.5 + (Samples.PinnedRandom.For(0, (ulong)seed).Below(1000) / 2000.0));

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
