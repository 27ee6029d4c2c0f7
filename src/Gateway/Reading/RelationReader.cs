using MemberGrains.Gateway.Http;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Reads;
using MemberGrains.ReadModels;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Search;
using Microsoft.Extensions.Options;

namespace MemberGrains.Gateway.Reading;

/// <summary>
/// Finds the relation of an identity: strong reads at the grain; bounded ones in the center's cache, its replica, the
/// grain, and in search only when the record can not answer. A source counts only if it is not older than the floor the
/// center knows and the version the caller has seen, and (but search) within the lag budget.
/// </summary>
internal sealed class RelationReader(
    GatewayOptions options,
    IOptions<LagBudgets> budgets,
    CenterCacheAccess cache,
    RecordSources sources,
    TimeProvider time,
    ILogger<RelationReader> log)
{
    private readonly ReadOptions _reads = options.Reads;
    private readonly double _cacheBudgetMs = budgets.Value.Cache.TotalMilliseconds;
    private readonly double _replicaBudgetMs = budgets.Value.Replica.TotalMilliseconds;

    /// <summary>Reads one identity.</summary>
    /// <param name="key">The identity.</param>
    /// <param name="consistency">How fresh.</param>
    /// <param name="minVersion">The version the caller has seen; 0 for none.</param>
    /// <param name="deadline">Of the request.</param>
    /// <exception cref="StoreUnavailableException">No source that may answer can.</exception>
    public ValueTask<ReadAnswer> ReadAsync(IdentityKey key, Consistency consistency, long minVersion, RequestDeadline deadline) =>
        consistency == Consistency.Strong ? StrongAsync(key, minVersion, deadline) : CachedAsync(key, consistency == Consistency.Any, minVersion, deadline);

    private async ValueTask<ReadAnswer> StrongAsync(IdentityKey key, long minVersion, RequestDeadline deadline) =>
        OfGrain(await deadline.BoundAsync(sources.StrongAsync(key, minVersion, deadline.Token)));

    private async ValueTask<ReadAnswer> CachedAsync(IdentityKey key, bool any, long minVersion, RequestDeadline deadline)
    {
        var look = await LookAsync(key, deadline);
        if (look.Entry is { } entry && entry.Version >= minVersion && (any || look.StalenessMs <= _cacheBudgetMs))
            return new ReadAnswer.Found(entry.Version, entry.RelationJson, ReadSource.Redis, look.StalenessMs);

        long floor = Math.Max(look.Floor, minVersion);
        // Without the cache no floor is known, and a replica within its budget may still be older than a change that
        // this center has acknowledged: then only the grain can answer a bounded read.
        if ((any || !look.IsBypassed) && await ReplicaAsync(key, look, any, any ? minVersion : floor, deadline) is { } shown) return shown;
        var asked = GrainAsync(key, look, any ? 0 : look.Floor, minVersion, deadline);
        try
        {
            using var share = deadline.Share(_reads.GrainShare);
            return await asked.WaitAsync(share.Token);
        }
        catch (Exception fault) when (!deadline.IsOver)
        {
            log.RecordFailed(fault, IdentityMask.Mask(key));
            if (await SearchAsync(key, floor, deadline) is { } found)
            {
                // Observed here, so that nobody's waiting any more is not an unobserved fault.
                _ = asked.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                return found;
            }

            // Slow is not failed: what is left of the caller's time is the grain's, since nobody else can tell.
            return await asked;
        }
    }

    private ValueTask<CacheLook> LookAsync(IdentityKey key, RequestDeadline deadline)
    {
        var look = cache.LookAsync(key, CancellationToken.None);
        return look.IsCompletedSuccessfully ? look : WaitAsync(look.AsTask(), deadline);

        static async ValueTask<CacheLook> WaitAsync(Task<CacheLook> look, RequestDeadline deadline) => await deadline.BoundAsync(look);
    }

    /// <summary>Null if the replica can not tell, or what it shows may not be answered.</summary>
    private async ValueTask<ReadAnswer?> ReplicaAsync(IdentityKey key, CacheLook look, bool any, long floor, RequestDeadline deadline)
    {
        ReplicaView view;
        try
        {
            using var share = deadline.Share(_reads.ReplicaShare);
            view = await sources.ReplicaAsync(key).WaitAsync(share.Token);
        }
        catch (Exception fault) when (!deadline.IsOver)
        {
            log.ReplicaFailed(fault);
            return null;
        }

        long staleness = Staleness.Since(view.NewestAt, time.GetUtcNow());
        if (view.Relation is not { } relation || relation.Version < floor) return null;
        bool withinBudget = staleness <= _replicaBudgetMs;
        if (!any && (!withinBudget || view.NewestAt < look.NotBefore)) return null;
        var json = WireJson.Render(relation);
        if (withinBudget && relation.Version >= look.Floor) await cache.FillAsync(key, look, new CacheEntry(relation.Version, json, view.NewestAt), deadline.Token);
        return new ReadAnswer.Found(relation.Version, json, ReadSource.StoreReplica, staleness);
    }

    private async Task<ReadAnswer> GrainAsync(IdentityKey key, CacheLook look, long centerFloor, long minVersion, RequestDeadline deadline)
    {
        // Taken once: a grain that answers after the request was answered from search still fills the cache.
        var cancellation = deadline.Token;
        var askedAt = time.GetUtcNow();
        var answer = OfGrain(await sources.BoundedGrainAsync(key, minVersion, cancellation).WaitAsync(cancellation));
        bool tooOld = answer switch
        {
            ReadAnswer.Found found => found.Version < Math.Max(centerFloor, minVersion),
            ReadAnswer.Unknown => centerFloor > 0,
            _ => false,
        };
        if (tooOld) throw new StoreUnavailableException("The record shows a state older than one that was acknowledged.");
        if (answer is ReadAnswer.Found { StalenessMs: 0 } newest) await cache.FillAsync(key, look, new CacheEntry(newest.Version, newest.Json, askedAt), cancellation);
        return answer;
    }

    /// <summary>Null if search knows nothing that may be answered: it never says that an identity is unknown.</summary>
    private async ValueTask<ReadAnswer?> SearchAsync(IdentityKey key, long floor, RequestDeadline deadline)
    {
        try
        {
            var answer = await deadline.BoundAsync(sources.SearchedAsync(key));
            return answer.Value is { } relation && relation.Version >= floor
                ? new ReadAnswer.Found(relation.Version, WireJson.Render(relation), ReadSources.Of(answer.Source), Math.Max(1, answer.StalenessMs))
                : null;
        }
        catch (SearchUnavailableException)
        {
            return null;
        }
    }

    private static ReadAnswer OfGrain(ResolveReply reply) => reply switch
    {
        ResolveReply.Found(var relation, var staleness) => new ReadAnswer.Found(relation.Version, WireJson.Render(relation), ReadSource.Grain, staleness),
        ResolveReply.Unknown => ReadAnswer.Unknown.Instance,
        // Version 0 is not registered: there is no record that could be older.
        ResolveReply.OlderThanAsked { Version: 0 } => ReadAnswer.Unknown.Instance,
        ResolveReply.OlderThanAsked => ReadAnswer.OlderThanAsked.Instance,
        _ => throw new InvalidOperationException($"{reply.GetType().Name} is no answer to a read."),
    };
}
