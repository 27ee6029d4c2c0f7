using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Batching;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Batching;

public sealed class KeyBatcherTests
{
    private static readonly IdentityKey A = new("elong:000001");
    private static readonly IdentityKey B = new("elong:000002");
    private static readonly IdentityKey C = new("elong:000003");
    private readonly ManualClock _clock = new();
    private readonly List<(ImmutableArray<IdentityKey> Keys, TaskCompletionSource<ImmutableArray<string>> Reply)> _calls = [];

    [Fact]
    public async Task Keys_that_come_during_a_call_share_the_next_one_each_once()
    {
        var batcher = NewBatcher(maxKeys: 10);
        var first = batcher.ReadAsync(A);
        var waiting = new[] { batcher.ReadAsync(B), batcher.ReadAsync(C), batcher.ReadAsync(B) };
        Assert.Equal([A], Assert.Single(_calls).Keys.ToArray());

        Reply(0, "a");
        Assert.Equal("a", await first);
        await CallAsync(1);
        Reply(1, "b", "c");

        Assert.Equal([B, C], _calls[1].Keys.ToArray());
        Assert.Equal(["b", "c", "b"], await Task.WhenAll(waiting));
    }

    [Fact]
    public async Task Nobody_gets_the_answer_of_a_call_that_began_before_they_asked()
    {
        var batcher = NewBatcher(maxKeys: 10);
        var before = batcher.ReadAsync(A);
        var after = batcher.ReadAsync(A);

        Reply(0, "old");
        await CallAsync(1);
        Reply(1, "new");

        Assert.Equal("old", await before);
        Assert.Equal("new", await after);
    }

    [Fact]
    public async Task A_batch_holds_so_many_keys_and_a_failed_one_fails_only_its_own()
    {
        var batcher = NewBatcher(maxKeys: 1);
        var first = batcher.ReadAsync(A);
        var second = batcher.ReadAsync(B);
        var third = batcher.ReadAsync(C);

        _calls[0].Reply.SetException(new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await CallAsync(1);
        Reply(1, "b");
        Assert.Equal("b", await second);
        await CallAsync(2);
        Reply(2, "c");
        Assert.Equal("c", await third);
    }

    [Fact]
    public async Task A_call_that_hangs_fails_and_makes_room()
    {
        var batcher = NewBatcher(maxKeys: 10);
        var hung = batcher.ReadAsync(A);
        var next = batcher.ReadAsync(B);

        _clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hung);
        await CallAsync(1);
        Reply(1, "b");
        Assert.Equal("b", await next);
    }

    private KeyBatcher<string> NewBatcher(int maxKeys) => new(
        (keys, _) =>
        {
            var reply = new TaskCompletionSource<ImmutableArray<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_calls)
            {
                _calls.Add((keys, reply));
                Monitor.PulseAll(_calls);
            }

            return reply.Task;
        },
        maxKeys,
        maxCalls: 1,
        TimeSpan.FromSeconds(1),
        _clock);

    private void Reply(int call, params string[] replies) => _calls[call].Reply.SetResult([.. replies]);

    /// <summary>Waits for a call to have begun.</summary>
    private Task CallAsync(int index) => Task.Run(() =>
    {
        lock (_calls)
        {
            while (_calls.Count <= index) Assert.True(Monitor.Wait(_calls, TimeSpan.FromSeconds(30)), "the call never began");
        }
    });
}
