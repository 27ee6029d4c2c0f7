using MemberGrains.Bench.Results;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Bench.Bind;

/// <summary>What a run of commands measured.</summary>
/// <param name="Seconds">How long it was.</param>
/// <param name="P50Ms">Milliseconds, of all answers.</param>
/// <param name="P99Ms">Milliseconds, of all answers.</param>
/// <param name="Answers">How many of each outcome.</param>
/// <param name="Contended">How many were given up.</param>
internal sealed record BindFigures(double Seconds, double P50Ms, double P99Ms, IReadOnlyDictionary<CommandOutcome, int> Answers, int Contended)
{
    public double PerSecond => Answers.Values.Sum() / Seconds;

    public double ContendedShare => (double)Contended / (Contended + Answers.Values.Sum());

    /// <summary>A second.</summary>
    public double Of(CommandOutcome outcome) => Answers.GetValueOrDefault(outcome) / Seconds;

    /// <summary>So many callers, each with a generator of its own and one command under way at a time.</summary>
    public static async Task<BindFigures> MeasureAsync(int callers, TimeSpan duration, Func<Random, Task<CommandReply>> next)
    {
        var time = TimeProvider.System;
        using var stop = new CancellationTokenSource(duration, time);
        long began = time.GetTimestamp();
        var results = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(new Random(caller), next, time, stop.Token))));
        double seconds = time.GetElapsedTime(began).TotalSeconds;
        long[] latencies = [.. results.SelectMany(result => result.Latencies)];
        Array.Sort(latencies);
        var answers = results.SelectMany(result => result.Outcomes).CountBy(outcome => outcome).ToDictionary();
        return new BindFigures(seconds, Percentiles.Ms(latencies, 0.50, time), Percentiles.Ms(latencies, 0.99, time), answers, results.Sum(result => result.Contended));
    }

    private static async Task<(List<long> Latencies, List<CommandOutcome> Outcomes, int Contended)> CallAsync(
        Random random, Func<Random, Task<CommandReply>> next, TimeProvider time, CancellationToken stop)
    {
        var latencies = new List<long>(1 << 12);
        var outcomes = new List<CommandOutcome>(1 << 12);
        int contended = 0;
        while (!stop.IsCancellationRequested)
        {
            long began = time.GetTimestamp();
            var reply = await next(random);
            if (reply is CommandReply.Answered answered)
            {
                latencies.Add(time.GetTimestamp() - began);
                outcomes.Add(answered.Outcome);
            }
            else
            {
                contended++;
            }
        }

        return (latencies, outcomes, contended);
    }
}
