using MemberGrains.Grains.Identities;
using MemberGrains.Grains.Operations;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>
/// Collects the states of every identity of the members that a command names. The state of an identity names the
/// others of its member, so two rounds suffice; unknown identities have empty states.
/// </summary>
internal sealed class Gatherer(IIdentityRecord record, IGrainFactory grains, Settlement settlement, OperationLog operations, ProtocolOptions options, TimeProvider time)
{
    /// <summary>The states; null if some were busy, moving or out of reach: try again.</summary>
    /// <exception cref="StoreUnavailableException">A store is out.</exception>
    public async Task<GatheredRows?> GatherAsync(IdentitySession session, CommandRun run, CancellationToken cancellation)
    {
        while (!session.IsReady) await session.ReadyAsync(record, cancellation);
        if (!await OwnSettledAsync(session, run, cancellation) || !session.IsReady || session.Row!.Pending is not null) return null;
        var (own, stamp) = (session.Row!, session.Stamp);

        var snapshots = new List<IdentitySnapshot> { new(session.Key, own.Version, own.State) };
        if (!run.Command.ConcernsMembers) return new GatheredRows(new Gathered(snapshots), stamp, []);

        var others = new List<RowStamp>();
        if (run.Command.Second is { } second && !await AddAsync([second], snapshots, others, run, cancellation)) return null;
        var undone = run.Undone ??= await UndoneAsync(run.Command, cancellation);
        IdentityKey[] rest = [.. undone is null ? Named(snapshots).Distinct() : undone.Entries.Select(entry => entry.Key).Where(key => key != session.Key)];
        if (rest.Length > 0 && !await AddAsync(rest, snapshots, others, run, cancellation)) return null;

        var states = new Gathered(snapshots) { Undone = undone };
        if (!states.IsWhole)
        {
            await FindStaleAsync(session, run, stamp, others, cancellation);
            return null;
        }

        return session.IsReady && session.Stamp == stamp ? new GatheredRows(states, stamp, others) : null;
    }

    /// <summary>
    /// Members that do not agree are being changed, or some of the activations asked (this one included) do not know that
    /// theirs was: those have to read again.
    /// </summary>
    private async Task FindStaleAsync(IdentitySession session, CommandRun run, RowStamp own, List<RowStamp> others, CancellationToken cancellation)
    {
        bool[] held = await Task.WhenAll(others.Append(own).Select(stamp => record.ConfirmAsync(stamp, cancellation).AsTask()));
        for (int i = 0; i < others.Count; i++)
        {
            if (!held[i]) run.FoundStale(others[i].Key);
        }

        if (!held[^1]) session.DropIfStill(own);
    }

    private async Task<bool> OwnSettledAsync(IdentitySession session, CommandRun run, CancellationToken cancellation)
    {
        try
        {
            return await settlement.SettleAsync(session, cancellation);
        }
        catch (TimeoutException fault)
        {
            run.Unreachable = fault;
            return false;
        }
        catch (FateUnknownException)
        {
            // Of another operation's change to this row, which was dropped and is read again.
            return false;
        }
    }

    private async Task<Change?> UndoneAsync(BindingCommand command, CancellationToken cancellation)
    {
        if (command is not BindingCommand.Split { OperationId: var operationId }) return null;
        var decision = await operations.FindAsync(operationId, cancellation);
        return await operations.WholeAsync(decision ?? throw new ArgumentException("There is no such operation.", nameof(command)), cancellation);
    }

    private static IEnumerable<IdentityKey> Named(List<IdentitySnapshot> snapshots) =>
        from snapshot in snapshots
        where snapshot.State is not null
        from identity in snapshot.State!.Identities
        where !snapshots.Exists(known => known.Key == identity.Key)
        select identity.Key;

    private async Task<bool> AddAsync(IdentityKey[] keys, List<IdentitySnapshot> snapshots, List<RowStamp> stamps, CommandRun run, CancellationToken cancellation)
    {
        var replies = await Task.WhenAll(keys.Select(key => AskAsync(key, run, cancellation)));
        for (int i = 0; i < keys.Length; i++)
        {
            if (replies[i] is not { Busy: false } reply) return false;
            snapshots.Add(new IdentitySnapshot(keys[i], reply.Version, reply.State));
            stamps.Add(new RowStamp(keys[i], reply.Revision, reply.Epoch));
        }

        return true;
    }

    private async Task<GatherReply?> AskAsync(IdentityKey key, CommandRun run, CancellationToken cancellation)
    {
        try
        {
            return await grains.GetGrain<IOperationParticipant>(key.Text)
                .GatherAsync(run.MustReload(key), cancellation)
                .WaitAsync(options.CallTimeout, time, cancellation);
        }
        catch (Exception fault) when (fault is not StoreUnavailableException && !cancellation.IsCancellationRequested)
        {
            run.Unreachable = fault;
            return null;
        }
    }
}
