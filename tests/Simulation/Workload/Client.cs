using System.Collections.Immutable;
using MemberGrains.Engine.Embedded.Simulation;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Simulation.Workload;

/// <summary>
/// A caller that works through its steps. A command without a final answer is sent again with the same key, as the
/// contract asks, until it has one or its patience ends: long after the last fault, so that then something is wrong.
/// </summary>
internal sealed class Client(string name, ImmutableArray<PlannedStep> steps, Gateway gateway, Recorder recorder, SimulationRandom random, TimeProvider time, DateTimeOffset patience)
{
    private readonly Dictionary<IdentityKey, long> _known = [];
    private int _keys;

    /// <summary>All steps, and every repeat that they led to.</summary>
    public async Task RunAsync()
    {
        var repeats = new List<Task>();
        foreach (var step in steps)
        {
            await Task.Delay(step.Think, time);
            if (step.Request is Request.Read read) await ReadAsync(step, read);
            else await CommandAsync(step, repeats);
        }

        await Task.WhenAll(repeats);
    }

    /// <summary>Sends a command until it has a final answer or has been tried so often.</summary>
    public async Task SettleAsync(Command command, TimeSpan timeout, int tries)
    {
        for (int i = 0; i < tries; i++)
        {
            var attempt = await gateway.TryAsync(command, timeout);
            if (attempt.Answer is { } answer)
            {
                foreach (var (identity, version) in answer.Versions) Learn(identity, version);
                return;
            }

            if (attempt.Reply is CommandReply.KeyReused || time.GetUtcNow() > patience) return;
            await Task.Delay(random.Between(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(800)), time);
        }
    }

    private async Task ReadAsync(PlannedStep step, Request.Read request)
    {
        long minVersion = request.NotOlder ? _known.GetValueOrDefault(request.Identity) : 0;
        var read = await gateway.ReadAsync(request, minVersion, step.Timeout);
        if (read.Reply is ResolveReply.Found found) Learn(request.Identity, found.Relation.Version);
    }

    private async Task CommandAsync(PlannedStep step, List<Task> repeats)
    {
        var request = step.Request is Request.Undo undo ? recorder.Resolve(undo) : step.Request;
        string? key = request is Request.Register || (step.Keyless && request.NeedsNoKey) ? null : $"{name}-{++_keys}";
        var command = recorder.Begin(request, name, key);
        var twin = step.Twin && key is not null ? SettleAsync(command, step.Timeout, step.Tries) : Task.CompletedTask;
        await SettleAsync(command, step.Timeout, step.Tries);
        await twin;
        if (key is null || command.Answer is null) return;
        if (step.Misuse) await gateway.TryAsync(command, step.Timeout, misuse: true);
        if (step.RepeatAfter is { } after) repeats.Add(RepeatAsync(command, after, step.Timeout));
    }

    private async Task RepeatAsync(Command command, TimeSpan after, TimeSpan timeout)
    {
        await Task.Delay(after, time);
        await gateway.TryAsync(command, timeout);
    }

    private void Learn(IdentityKey identity, long version) => _known[identity] = Math.Max(version, _known.GetValueOrDefault(identity));
}
