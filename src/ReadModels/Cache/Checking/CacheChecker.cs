using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.Resilience.Pacing;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Cache.Checking;

/// <summary>
/// Samples a center's cache against the rows, slot after slot, and counts what is stale. An entry that is older than its
/// row is looked at again after the lag budget: its event may be on the way. What is stale then is told and taken away.
/// </summary>
internal sealed class CacheChecker(CacheModel model, IReplaySource rows, CacheCheckOptions options, LagBudgets budgets, TimeProvider time, ReadModelMetrics metrics, ILogger<CacheChecker> logger)
{
    // No common divisor with the number of slots: every slot has its turn, neighbours far apart.
    private const int Stride = 389;

    private readonly Dictionary<int, IdentityKey> _after = [];
    private int _slot;

    /// <summary>Samples at its pace; not begun yet.</summary>
    // The record or the cache is away: both tell of it themselves, so a sample that fails is worth no more than a debug line.
    public PacedLoop Loop() => new(options.Pause, time, CheckAsync, fault => logger.NotChecked(fault, model.Cache.Center));

    /// <summary>One sample.</summary>
    public async ValueTask CheckAsync(CancellationToken cancellation)
    {
        var suspects = new List<ReplayedIdentity>();
        foreach (var row in await SampleAsync(cancellation))
        {
            if (await LookAsync(row, cancellation) is not { } found) continue;
            if (found == CacheCheck.Stale) suspects.Add(row);
            else Count(found);
        }

        if (suspects.Count == 0) return;
        await Task.Delay(budgets.Cache, time, cancellation);
        foreach (var row in suspects)
        {
            if (await LookAsync(row, cancellation) is not { } found) continue;
            Count(found);
            if (found != CacheCheck.Stale) continue;
            logger.Stale(model.Cache.Center, IdentityMask.Mask(row.Identity), row.Version);
            await model.Cache.RaiseFloorsAsync([new IdentityVersion(row.Identity, row.Version)], model.Generations.Usable, cancellation);
        }
    }

    /// <summary>The next rows of the next slot that has any.</summary>
    private async ValueTask<ImmutableArray<ReplayedIdentity>> SampleAsync(CancellationToken cancellation)
    {
        for (int looked = 0; looked < options.Slots; looked++)
        {
            _slot = (_slot + Stride) % Slot.Count;
            IdentityKey? after = _after.TryGetValue(_slot, out var known) ? known : null;
            var page = await rows.ScanAsync(new Slot((short)_slot), after, options.Rows, cancellation);
            if (page.Length == options.Rows) _after[_slot] = page[^1].Identity;
            else _after.Remove(_slot);
            if (!page.IsEmpty) return page;
        }

        return [];
    }

    /// <summary>Null while the cache can not be used.</summary>
    private async ValueTask<CacheCheck?> LookAsync(ReplayedIdentity row, CancellationToken cancellation)
    {
        long generation = model.Generations.Usable;
        if (generation == 0) return null;
        var entry = await model.Cache.PeekAsync(row.Identity, generation, cancellation);
        // A value seen without a lease may be of a generation that is over: nobody is answered with it.
        if (!model.Generations.IsUsable(generation)) return null;
        if (entry is null) return CacheCheck.Absent;
        if (entry.Version != row.Version) return entry.Version > row.Version ? CacheCheck.Fresh : CacheCheck.Stale;
        return entry.Tells(row) ? CacheCheck.Fresh : CacheCheck.Stale;
    }

    private void Count(CacheCheck found) => metrics.CacheChecked(model.Cache.Center, found);
}
