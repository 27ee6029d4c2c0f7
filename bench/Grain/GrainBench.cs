using MemberGrains.Bench.Results;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace MemberGrains.Bench.Grain;

/// <summary>Grain calls: 100 callers in the silo's own process, each calling a grain of its own, one call at a time.</summary>
internal static class GrainBench
{
    private const int Callers = 100;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(string root)
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var factory = cluster.GetSiloServiceProvider().GetRequiredService<IGrainFactory>();
        IEchoGrain[] grains = [.. Enumerable.Range(0, Callers).Select(i => factory.GetGrain<IEchoGrain>($"echo-{i}"))];
        await CallAsync(grains, _warmUp);
        var (rate, bytes) = await CallAsync(grains, _measured);
        ResultFile.Write(root, "grain", $"One silo, co-hosted; {Callers} callers, each with a grain of its own and one call under way; {_measured.TotalSeconds:N0} s after {_warmUp.TotalSeconds:N0} s of warm-up.",
        [
            new Figure("grain calls", rate, "calls/s", ">= 1,000,000 on two cores"),
            new Figure("allocated", bytes, "bytes/call"),
        ]);
    }

    private static async Task<(double Rate, double Bytes)> CallAsync(IEchoGrain[] grains, TimeSpan duration)
    {
        var time = TimeProvider.System;
        using var stop = new CancellationTokenSource(duration, time);
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = time.GetTimestamp();
        // Each caller on the pool: started in one thread they would call one after the other.
        long[] calls = await Task.WhenAll(grains.Select(grain => Task.Run(() => CallAsync(grain, stop.Token))));
        double seconds = time.GetElapsedTime(began).TotalSeconds;
        return (calls.Sum() / seconds, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / calls.Sum());
    }

    private static async Task<long> CallAsync(IEchoGrain grain, CancellationToken stop)
    {
        long calls = 0;
        while (!stop.IsCancellationRequested)
        {
            for (int i = 0; i < 100; i++)
            {
                if (await grain.EchoAsync(i) != i) throw new InvalidOperationException("The echo was another.");
            }

            calls += 100;
        }

        return calls;
    }
}
