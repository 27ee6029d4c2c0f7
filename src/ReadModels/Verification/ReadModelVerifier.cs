using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
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
public sealed class ReadModelVerifier(ReplayPages record, SearchModels search, IEnumerable<CacheModel> caches, IOptions<ProjectionOptions> options)
{
    private readonly ImmutableArray<CacheModel> _caches = [.. caches];

    /// <summary>Reads everything once.</summary>
    public async ValueTask<VerificationReport> VerifyAsync(CancellationToken cancellation)
    {
        var identities = search.All.Select(model => new ModelTally(model.Health.Center, model.Health.Name, "identities")).ToArray();
        var entries = _caches.Select(model => new ModelTally(model.Health.Center, model.Health.Name, "entries")).ToArray();
        var expected = new Dictionary<string, MemberTouch>(StringComparer.Ordinal);
        foreach (var model in search.All) await model.Cluster.RefreshAsync(cancellation);

        long rows = 0;
        for (short number = 0; number < Slot.Count; number++)
        {
            await foreach (var page in record.RowsAsync(new Slot(number), cancellation))
            {
                rows += page.Length;
                foreach (var row in page) Expect(expected, MemberDocument.Living(row.State));
                // All models at once: each keeps a tally of its own.
                await Task.WhenAll(
                [
                    .. identities.Select((tally, i) => CompareAsync(search.All[i].Cluster, page, tally, cancellation).AsTask()),
                    .. entries.Select((tally, i) => CompareAsync(_caches[i], page, tally, cancellation).AsTask()),
                ]);
            }

            await foreach (var page in record.HistoryAsync(new Slot(number), cancellation))
            {
                foreach (var member in page.SelectMany(change => change.Entry.Members)) Expect(expected, member);
            }
        }

        var models = ImmutableArray.CreateBuilder<ModelVerification>();
        for (int i = 0; i < identities.Length; i++)
        {
            var cluster = search.All[i].Cluster;
            var counts = await cluster.CountAsync(cancellation);
            var members = new ModelTally(search.All[i].Health.Center, search.All[i].Health.Name, "members");
            await CompareAsync(cluster, expected, members, cancellation);
            models.Add(identities[i].Close(counts.Identities - identities[i].Found));
            models.Add(members.Close(counts.Members - members.Found));
        }

        models.AddRange(entries.Select(tally => tally.Close()));
        return new VerificationReport(rows, expected.Count, models.ToImmutable());
    }

    private static void Expect(Dictionary<string, MemberTouch> expected, MemberTouch document)
    {
        if (!expected.TryGetValue(document.MemberId, out var known) || known.MemberVersion < document.MemberVersion)
            expected[document.MemberId] = document;
    }

    private static async ValueTask CompareAsync(ISearchCluster cluster, ImmutableArray<ReplayedIdentity> rows, ModelTally tally, CancellationToken cancellation)
    {
        var documents = await cluster.GetIdentitiesAsync(ImmutableArray.CreateRange(rows, row => row.Identity), cancellation);
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

    private async ValueTask CompareAsync(ISearchCluster cluster, Dictionary<string, MemberTouch> expected, ModelTally tally, CancellationToken cancellation)
    {
        foreach (var page in expected.Values.Chunk(options.Value.PageSize))
        {
            var documents = await cluster.GetMembersAsync([.. page.Select(member => member.MemberId)], cancellation);
            for (int i = 0; i < page.Length; i++)
            {
                if (documents[i] is { } there) tally.Compare(page[i].MemberVersion, there.MemberVersion, there.Equals(page[i]), page[i].MemberId);
                else tally.Missing(page[i].MemberId);
            }
        }
    }
}
