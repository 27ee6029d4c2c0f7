using System.Globalization;
using MemberGrains.Bench.Http;
using MemberGrains.Bench.Processes;

namespace MemberGrains.Bench.Lag;

/// <summary>Registrations of new phones, one event each, at a steady rate whatever the answers take (open loop).</summary>
internal sealed class PacedRegistrations(LaptopProcess laptop)
{
    // As many as the rate and the answers' time need: where 256 are under way, the rate is what the machine takes.
    private const int Connections = 256;
    private const string Body = """{"app":"lag-bench"}""";

    // Servers outlive a run, and what an earlier run registered would change nothing.
    private readonly int _first = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 900) * 100_000;
    private int _last;

    /// <summary>How many were registered a second, and answers that were not 201.</summary>
    public async Task<(double PerSecond, long Wrong)> RunAsync(int perSecond, TimeSpan duration)
    {
        var time = TimeProvider.System;
        long began = time.GetTimestamp();
        int from = _last;
        int until = from + (int)(perSecond * duration.TotalSeconds);
        long[] wrong = await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => SendAsync(connection, from, until, perSecond, began)));
        return ((until - from) / time.GetElapsedTime(began).TotalSeconds, wrong.Sum());
    }

    private async Task<long> SendAsync(int number, int from, int until, int perSecond, long began)
    {
        var time = TimeProvider.System;
        var gateway = number % 2 == 0 ? laptop.GatewayA : laptop.GatewayB;
        using var connection = new KeepAliveConnection();
        await connection.ConnectAsync(gateway.Port, CancellationToken.None);
        long wrong = 0;
        while (Interlocked.Increment(ref _last) is var mine && mine <= until)
        {
            var due = TimeSpan.FromSeconds((mine - from) / (double)perSecond);
            if (due - time.GetElapsedTime(began) is var early && early > TimeSpan.FromMilliseconds(1)) await Task.Delay(early, time);
            if (await connection.SendAsync(Register(gateway, mine), CancellationToken.None) != 201) wrong++;
        }

        Interlocked.Exchange(ref _last, until);
        return wrong;
    }

    private byte[] Register(Uri gateway, int number) => RequestBytes.Json(
        "PUT", new Uri(gateway, string.Create(CultureInfo.InvariantCulture, $"/v1/identities/phone/%2B86138{_first + number:D8}")), laptop.OrderKey, Body);
}
