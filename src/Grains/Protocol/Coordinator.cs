using System.Collections.Immutable;
using MemberGrains.Grains.Answers;
using MemberGrains.Grains.Identities;
using MemberGrains.Grains.Ids;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Resilience.Retry;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>
/// Runs one command to its end: gather, decide purely, then either record an answer that changes nothing or commit the
/// change. An attempt that meets another operation gives everything back and tries again later.
/// </summary>
internal sealed class Coordinator(
    IIdentityRecord record,
    Gatherer gatherer,
    OperationCommit commit,
    IdSource ids,
    BindingLimits limits,
    ProtocolOptions options,
    JitterRandom random,
    TimeProvider time,
    GrainMetrics metrics)
{
    private readonly Backoff _backoff = new(new BackoffOptions { FirstMs = options.FirstWaitMs, LongestMs = options.LongestWaitMs });

    /// <exception cref="StoreUnavailableException">Nothing changed.</exception>
    /// <exception cref="FateUnknownException">Repeat with the same key to learn.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing changed.</exception>
    public async Task<CommandReply> RunAsync(IdentitySession session, BindingCommand command, CommandContext context, Patience patience, CancellationToken cancellation)
    {
        var run = new CommandRun(command, context);
        for (int attempt = 0; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            run.Unreachable = null;
            metrics.Attempted();
            if (await AttemptAsync(session, run, cancellation) is { } reply) return reply;

            var wait = _backoff.Next(attempt, random);
            if (wait > patience.Left) return GiveUp(run);
            await Task.Delay(wait, time, cancellation);
        }
    }

    private async Task<CommandReply?> AttemptAsync(IdentitySession session, CommandRun run, CancellationToken cancellation)
    {
        if (await RecordedAsync(session, run, cancellation) is { } recorded) return recorded;
        if (await gatherer.GatherAsync(session, run, cancellation) is not { } rows) return null;

        var seed = new OperationSeed(
            ids.NewOperation(Slot.Of(session.Key)), run.Context.Caller, run.Context.TraceParent, time.GetUtcNow(), ids, limits);
        return BindingRules.Decide(run.Command, rows.States, seed) switch
        {
            Decision.Changed decision => await ChangeAsync(session, run, decision, rows),
            Decision.Unchanged decision => await AnswerAloneAsync(session, run, rows, decision.Outcome, Body(run.Command, decision.Outcome, rows.States[session.Key], null), cancellation),
            Decision.Refused decision => await AnswerAloneAsync(session, run, rows, decision.Outcome, AnswerJson.OfRefusal(decision.Detail), cancellation),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };
    }

    /// <summary>The answer of an earlier run under the same key; it is final and asks no one.</summary>
    private async Task<CommandReply?> RecordedAsync(IdentitySession session, CommandRun run, CancellationToken cancellation)
    {
        if (run.AnswerKey is not { } key || run.LookedUpIn == session.Generation) return null;
        int generation = session.Generation;
        session.Preload(record);
        if (await record.FindAnswerAsync(key, cancellation) is not { } found)
        {
            run.LookedUpIn = generation;
            return null;
        }

        if (!found.Fingerprint.AsSpan().SequenceEqual(run.Fingerprint.AsSpan())) return new CommandReply.KeyReused();
        metrics.Replayed();
        return new CommandReply.Answered(found.Outcome, found.Body, found.Versions, Replayed: true);
    }

    private async Task<CommandReply?> ChangeAsync(IdentitySession session, CommandRun run, Decision.Changed decision, GatheredRows rows)
    {
        var change = decision.Change;
        var entry = change.EntryOf(session.Key);
        var body = Body(run.Command, decision.Outcome, new IdentitySnapshot(session.Key, entry.Version, entry.After), change);
        var versions = change.Versions;
        var answer = run.Record(decision.Outcome, body, versions, change.At);
        if (!await commit.RunAsync(session, run, change, rows.Own, answer)) return null;
        metrics.Answered(decision.Outcome);
        return new CommandReply.Answered(decision.Outcome, body, versions, Replayed: false);
    }

    /// <summary>
    /// Gives an outcome that changes nothing, if every state that decided it is still held after all were gathered: they
    /// then all held together.
    /// </summary>
    private async Task<CommandReply?> AnswerAloneAsync(
        IdentitySession session,
        CommandRun run,
        GatheredRows rows,
        CommandOutcome outcome,
        ImmutableArray<byte> body,
        CancellationToken cancellation)
    {
        bool[] held = await Task.WhenAll(rows.Others.Select(stamp => record.ConfirmAsync(stamp, cancellation).AsTask()));
        for (int i = 0; i < held.Length; i++)
        {
            if (!held[i]) run.FoundStale(rows.Others[i].Key);
        }

        if (held.Contains(false) || !session.IsReady || session.Stamp != rows.Own) return null;
        if (run.Record(outcome, body, [], time.GetUtcNow().CutToMilliseconds()) is { } answer)
        {
            // Conditional on the own row's state, so it confirms that one too.
            if (!await RecordAloneAsync(session, run, answer)) return null;
        }
        else if (!await record.ConfirmAsync(rows.Own, cancellation))
        {
            session.DropIfStill(rows.Own);
            return null;
        }

        metrics.Answered(outcome);
        return new CommandReply.Answered(outcome, body, [], Replayed: false);
    }

    private async Task<bool> RecordAloneAsync(IdentitySession session, CommandRun run, RecordedAnswer answer)
    {
        try
        {
            return await session.WriteAsync(record, RowWrites.AnswerAlone(session, answer)) == CommitResult.Committed;
        }
        catch (FateUnknownException fault)
        {
            // The next attempt looks whether it is there.
            run.UnknownAnswer = fault;
            return false;
        }
    }

    private static ImmutableArray<byte> Body(BindingCommand command, CommandOutcome outcome, IdentitySnapshot first, Change? change)
    {
        var relation = new Relation(first.Key, first.Version, first.State!);
        return command switch
        {
            BindingCommand.Register => AnswerJson.OfRelation(relation),
            BindingCommand.Quarantine or BindingCommand.Release => AnswerJson.OfStatus(outcome, relation, change),
            _ => AnswerJson.OfSuccess(outcome, relation, change),
        };
    }

    private CommandReply.Contended GiveUp(CommandRun run)
    {
        // "Contended" would promise that the key is still free.
        if (run.UnknownAnswer is { } unknown) throw new FateUnknownException(unknown.Message, unknown);
        if (run.Unreachable is { } fault) throw new StoreUnavailableException("An identity of the members named could not be reached.", fault);
        metrics.Contended();
        return new CommandReply.Contended(options.RetryAfterMs);
    }
}
