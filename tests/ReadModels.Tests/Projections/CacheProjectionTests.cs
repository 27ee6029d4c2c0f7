using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Cache;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Embedded.Cache;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Status;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ReadModels.Tests.Projections;

public sealed class CacheProjectionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A cache whose writes take their time, as one over a network may.</summary>
    private sealed class SlowCache(ICenterCache inner, TimeProvider time) : ICenterCache
    {
        public TimeSpan Delay { get; set; }

        public string Center => inner.Center;

        public ValueTask<CacheRead> ReadAsync(IdentityKey key, long generation, CancellationToken cancellation) => inner.ReadAsync(key, generation, cancellation);

        public ValueTask<CacheEntry?> PeekAsync(IdentityKey key, long generation, CancellationToken cancellation) => inner.PeekAsync(key, generation, cancellation);

        public ValueTask<bool> FillAsync(IdentityKey key, long generation, long lease, CacheEntry entry, CancellationToken cancellation) =>
            inner.FillAsync(key, generation, lease, entry, cancellation);

        public async ValueTask<bool> PutIfNewerAsync(IdentityKey key, long generation, CacheEntry entry, CancellationToken cancellation)
        {
            bool taken = await inner.PutIfNewerAsync(key, generation, entry, cancellation);
            await Task.Delay(Delay, time, cancellation);
            return taken;
        }

        public ValueTask<bool> RaiseFloorsAsync(ImmutableArray<IdentityVersion> floors, long generation, CancellationToken cancellation) =>
            inner.RaiseFloorsAsync(floors, generation, cancellation);
    }

    private static void Run(Func<VirtualThread, MemoryGenerations, SlowCache, CacheModel, CacheProjection, Task> test) => VirtualThread.Run(async thread =>
    {
        var record = new MemoryRecord(thread.Time);
        var metrics = new ReadModelMetrics();
        var generations = new MemoryGenerations(thread.Time);
        var cache = new SlowCache(new EmbeddedCenterCache("a", new CacheOptions(), thread.Time, metrics), thread.Time);
        await using var client = new CacheGenerationClient("a", generations, thread.Time, NullLogger<CacheGenerationClient>.Instance);
        var model = new CacheModel(cache, client, new ReadModelHealth("a", "redis", record, TimeSpan.Zero, TimeSpan.FromSeconds(4), thread.Time));
        var context = new ProjectionContext(record, new ProjectionOptions(), thread.Time, metrics, NullLogger.Instance);
        await client.StartAsync(None);
        await test(thread, generations, cache, model, new CacheProjection(model, context));
    });

    private static StreamMessage.Changes Message(IdentityKey key, VirtualThread thread, long version = 1) =>
        new("c0", [new ChangeEvent(key, SomeEvents.Entry(key, version, thread.Time.GetUtcNow()))]);

    [Fact]
    public void A_change_is_a_hit_at_once_with_the_bytes_a_gateway_sends() => Run(async (thread, _, cache, model, projection) =>
    {
        var key = Some.Phone();
        await cache.ReadAsync(Some.Phone(), await model.Generations.WaitUsableAsync(None), None);
        var message = Message(key, thread);
        await projection.HandleAsync([message], None);
        var hit = Assert.IsType<CacheRead.Hit>(await cache.ReadAsync(key, model.Generations.Usable, None));
        Assert.Equal(WireJson.Render(new Relation(key, 1, message.Events[0].Entry.After)).ToArray(), hit.Entry.RelationJson.ToArray());
    });

    [Fact]
    public void What_was_written_into_a_generation_that_ended_meanwhile_is_written_again() => Run(async (thread, generations, cache, model, projection) =>
    {
        var key = Some.Phone();
        long old = await model.Generations.WaitUsableAsync(None);
        cache.Delay = TimeSpan.FromSeconds(10);
        var handling = projection.HandleAsync([Message(key, thread, version: 5)], None).AsTask();
        await generations.RetireAsync("a", old, None);
        await thread.PassAsync(TimeSpan.FromSeconds(2));
        long next = model.Generations.Usable;
        Assert.True(next > old);
        Assert.Equal(0, Assert.IsType<CacheRead.Miss>(await cache.ReadAsync(key, next, None)).Floor);
        cache.Delay = TimeSpan.Zero;
        await handling;
        Assert.Equal(5, Assert.IsType<CacheRead.Miss>(await cache.ReadAsync(key, next, None)).Floor);
    });

    [Fact]
    public void Lost_messages_cost_the_generation_and_only_then_count_as_applied() => Run(async (thread, generations, _, model, projection) =>
    {
        long old = await model.Generations.WaitUsableAsync(None);
        var through = thread.Time.GetUtcNow();
        StreamMessage.Heartbeat Beat(long number) => new("c0", through) { Position = new RelayPosition(1, number) };
        await projection.HandleAsync([Beat(1)], None);
        await thread.PassAsync(TimeSpan.FromSeconds(1));
        through = thread.Time.GetUtcNow();
        await projection.HandleAsync([Beat(3)], None);
        await thread.PassAsync(TimeSpan.FromSeconds(2));
        Assert.True(model.Generations.IsUsable(old));
        var slot = new Interfaces.Slots.Slot(0);
        Assert.True(model.Health.Progress.AppliedThrough(slot) < through);
        await projection.HandleAsync([Beat(4)], None);
        Assert.False(model.Generations.IsUsable(old));
        Assert.True(await model.Generations.WaitUsableAsync(None) > old);
        Assert.Equal(1, generations.Retired);
        Assert.Equal(through, model.Health.Progress.AppliedThrough(slot));
    });
}
