using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.Replay;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Verification;

/// <summary>
/// Compares the rows with every search index and every cache: versions and whole content. What changes while it runs
/// shows as a difference, so it is asked at rest.
/// </summary>
public sealed class ReadModelVerifier(ReplayPages record, SearchModels search, IEnumerable<CacheModel> caches, IStreamClusters clusters, IOptions<ProjectionOptions> options, TimeProvider time)
{
    /// <summary>Worth a round trip, and within what a cache answers in its time.</summary>
    private const int BatchSize = 250;

    private const int Tries = 10;
    private static readonly TimeSpan _beforeAnotherTry = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<CacheModel> _caches = [.. caches];

    /// <summary>Reads everything once.</summary>
    public async ValueTask<VerificationReport> VerifyAsync(CancellationToken cancellation)
    {
        var identities = search.All.Select(model => new ModelTally(model.Health.Center, model.Health.Name, "identities")).ToArray();
        var entries = _caches.Select(model => new ModelTally(model.Health.Center, model.Health.Name, "entries")).ToArray();
        var expected = new ExpectedMembers();
        foreach (var model in search.All) await model.Cluster.RefreshAsync(cancellation);

        // All models at once: each keeps a tally of its own.
        var rows = new RowBatches(BatchSize, batch => Task.WhenAll(
        [
            .. identities.Select((tally, i) => CompareAsync(search.All[i].Cluster, batch, tally, cancellation).AsTask()),
            .. entries.Select((tally, i) => CompareAsync(_caches[i], batch, tally, cancellation).AsTask()),
        ]));
        await SlotWalk.VisitAsync(clusters, (slot, stop) => ReadAsync(slot, expected, rows, stop), cancellation);
        await rows.FlushAsync();

        var models = ImmutableArray.CreateBuilder<ModelVerification>();
        for (int i = 0; i < identities.Length; i++)
        {
            var cluster = search.All[i].Cluster;
            var counts = await PatientlyAsync(cluster, () => cluster.CountAsync(cancellation), cancellation);
            var members = new ModelTally(search.All[i].Health.Center, search.All[i].Health.Name, "members");
            await CompareAsync(cluster, expected, members, cancellation);
            models.Add(identities[i].Close(counts.Identities - identities[i].Found));
            models.Add(members.Close(counts.Members - members.Found));
        }

        models.AddRange(entries.Select(tally => tally.Close()));
        return new VerificationReport(rows.Count, expected.All.Count, models.ToImmutable());
    }

    private async Task ReadAsync(Slot slot, ExpectedMembers expected, RowBatches rows, CancellationToken cancellation)
    {
        await foreach (var page in record.RowsAsync(slot, cancellation))
        {
            expected.Add(page);
            await rows.AddAsync(page);
        }

        await foreach (var page in record.HistoryAsync(slot, cancellation)) expected.Add(page);
    }

    private async ValueTask CompareAsync(ISearchCluster cluster, ImmutableArray<ReplayedIdentity> rows, ModelTally tally, CancellationToken cancellation)
    {
        var documents = await PatientlyAsync(cluster, () => cluster.GetIdentitiesAsync(ImmutableArray.CreateRange(rows, row => row.Identity), cancellation), cancellation);
        for (int i = 0; i < rows.Length; i++)
        {
            string masked = IdentityMask.Mask(rows[i].Identity);
            if (documents[i] is { } there) tally.Compare(rows[i].Version, there.Version, there.State.Equals(rows[i].State), masked);
            else tally.Missing(masked);
        }
    }

    private static async ValueTask CompareAsync(CacheModel model, ImmutableArray<ReplayedIdentity> rows, ModelTally tally, CancellationToken cancellation)
    {
        long generation = model.Generations.Usable;
        // All are asked before the first answer is awaited: one round trip for a remote cache.
        var peeks = rows.Select(row => model.Cache.PeekAsync(row.Identity, generation, cancellation).AsTask()).ToArray();
        for (int i = 0; i < peeks.Length; i++)
        {
            var row = rows[i];
            string masked = IdentityMask.Mask(row.Identity);
            if (await peeks[i] is not { } there)
            {
                tally.Missing(masked);
                continue;
            }

            tally.Compare(row.Version, there.Version, there.Tells(row), masked);
        }
    }

    private async ValueTask CompareAsync(ISearchCluster cluster, ExpectedMembers expected, ModelTally tally, CancellationToken cancellation)
    {
        foreach (var page in expected.All.Chunk(options.Value.PageSize))
        {
            var documents = await PatientlyAsync(cluster, () => cluster.GetMembersAsync([.. page.Select(member => member.MemberId)], cancellation), cancellation);
            for (int i = 0; i < page.Length; i++)
            {
                if (documents[i] is { } there) tally.Compare(page[i].MemberVersion, there.MemberVersion, there.Equals(page[i]), page[i].MemberId);
                else tally.Missing(page[i].MemberId);
            }
        }
    }

    /// <summary>A read's time-out is that of a caller who waits. Whoever compares everything can wait for a cluster that is busy.</summary>
    private async ValueTask<T> PatientlyAsync<T>(ISearchCluster cluster, Func<ValueTask<T>> read, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await read();
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                if (tries == Tries) throw new IOException($"{cluster.Name} could not be read, {tries} times in a row: {fault.Message}", fault);
                await Task.Delay(_beforeAnotherTry, time, cancellation);
            }
        }
    }
}
