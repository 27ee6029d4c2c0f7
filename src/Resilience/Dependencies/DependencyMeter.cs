using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace MemberGrains.Resilience.Dependencies;

/// <summary>The instruments of meter <c>MemberGrains.Resilience</c>; docs/metrics.md lists them.</summary>
internal static class DependencyMeter
{
    private static readonly Meter Meter = new("MemberGrains.Resilience");
    private static readonly ConcurrentDictionary<DependencyLabels, bool> Breakers = new();

    private static readonly Counter<long> Timeouts =
        Meter.CreateCounter<long>("membergrains_dependency_timeouts_total", "{try}", "Tries that were given up after their time");

    private static readonly Counter<long> Repeats =
        Meter.CreateCounter<long>("membergrains_dependency_repeats_total", "{try}", "Tries made again");

    private static readonly Counter<long> Opened =
        Meter.CreateCounter<long>("membergrains_dependency_breaker_opened_total", "{time}", "Times a breaker opened, or stayed open after its probe");

    private static readonly ObservableGauge<int> Open = Meter.CreateObservableGauge(
        "membergrains_dependency_breaker_open", () => Breakers.Select(breaker => new Measurement<int>(breaker.Value ? 1 : 0, Tags(breaker.Key))), "{breaker}", "1 while calls are refused at once");

    /// <summary>Has the instruments made, so that they are shown before the first fault.</summary>
    public static void Show() => RuntimeHelpers.RunClassConstructor(typeof(DependencyMeter).TypeHandle);

    public static void TimedOut(DependencyLabels labels) => Timeouts.Add(1, Tags(labels));

    public static void Repeated(DependencyLabels labels) => Repeats.Add(1, Tags(labels));

    public static void Breaker(DependencyLabels labels, bool open)
    {
        Breakers[labels] = open;
        if (open) Opened.Add(1, Tags(labels));
    }

    private static KeyValuePair<string, object?>[] Tags(DependencyLabels labels) =>
        [new("dependency", labels.Call.ToString()), new("instance", labels.Instance)];
}
