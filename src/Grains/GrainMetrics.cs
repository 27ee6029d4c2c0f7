using System.Diagnostics.Metrics;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Grains;

/// <summary>What the grains count. The catalogue is docs/metrics.md.</summary>
public sealed class GrainMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "MemberGrains.Grains";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _commands;
    private readonly Counter<long> _replays;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _contended;
    private readonly Counter<long> _fences;
    private readonly Counter<long> _settled;

    public GrainMetrics()
    {
        _commands = _meter.CreateCounter<long>("membergrains_commands_answered_total");
        _replays = _meter.CreateCounter<long>("membergrains_commands_replayed_total");
        _attempts = _meter.CreateCounter<long>("membergrains_operations_attempts_total");
        _contended = _meter.CreateCounter<long>("membergrains_commands_contended_total");
        _fences = _meter.CreateCounter<long>("membergrains_operations_fences_total");
        _settled = _meter.CreateCounter<long>("membergrains_operations_settled_total");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Answered(CommandOutcome outcome) => _commands.Add(1, new KeyValuePair<string, object?>("outcome", outcome.Name()));

    internal void Replayed() => _replays.Add(1);

    internal void Attempted() => _attempts.Add(1);

    internal void Contended() => _contended.Add(1);

    internal void Fenced() => _fences.Add(1);

    internal void Settled(bool decided) => _settled.Add(1, new KeyValuePair<string, object?>("fate", decided ? "decided" : "aborted"));
}
