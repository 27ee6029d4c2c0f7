using System.Collections.Immutable;
using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.ReadModels.Projections;

/// <summary>
/// Writes the new value of every change into a center's cache, so that a change normally is not even a miss. It writes
/// under a lease on the generation like everyone: what it wrote into a generation that ended is written again.
/// </summary>
public sealed class CacheProjection(CacheModel model, ProjectionContext context)
    : StreamProjection(model.Health, StreamGroups.Cache, context)
{
    /// <inheritdoc/>
    protected override async ValueTask ApplyAsync(ImmutableArray<ChangeEvent> events, CancellationToken cancellation)
    {
        var entries = ImmutableArray.CreateRange(events, static change => EntryOf(change));
        long generation;
        do
        {
            generation = await model.Generations.WaitUsableAsync(cancellation);
            await WriteAsync(events, entries, generation, cancellation);
        }
        while (!model.Generations.IsUsable(generation));
    }

    /// <summary>Which keys the lost messages changed is not known: a new generation forgets them all.</summary>
    protected override async ValueTask RepairAsync(string cluster, CancellationToken cancellation) =>
        await model.Generations.RetireCurrentAsync(cancellation);

    private async ValueTask WriteAsync(ImmutableArray<ChangeEvent> events, ImmutableArray<CacheEntry> entries, long generation, CancellationToken cancellation)
    {
        // All are sent before the first answer is awaited: one round trip for a remote cache.
        var writes = new Task[events.Length];
        for (int i = 0; i < writes.Length; i++)
            writes[i] = model.Cache.PutIfNewerAsync(events[i].Identity, generation, entries[i], cancellation).AsTask();
        foreach (var write in writes) await write;
    }

    // The change was committed at or after the time it bears, so its value was the newest at some moment since then.
    private static CacheEntry EntryOf(ChangeEvent change) => new(
        change.Version,
        WireJson.Render(new Relation(change.Identity, change.Version, change.Entry.After)),
        change.Entry.At);
}
