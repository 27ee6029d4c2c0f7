using MemberGrains.Gateway.Reading;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Reading;

public sealed class SharedReadsTests
{
    private static readonly IdentityKey Hot = new("elong:000001");
    private readonly ManualClock _clock = new();
    private readonly Queue<TaskCompletionSource<int>> _calls = new();

    [Fact]
    public async Task A_hundred_readers_of_one_key_cost_two_calls_and_get_what_was_read_after_they_came()
    {
        var (first, second) = (Arm(), Arm());
        int calls = 0;
        var shared = new SharedReads<int>(
            (_, _) =>
            {
                calls++;
                return _calls.Dequeue().Task;
            },
            TimeSpan.FromSeconds(1),
            _clock);
        var early = shared.ReadAsync(Hot);
        var late = Enumerable.Range(0, 99).Select(_ => shared.ReadAsync(Hot)).ToList();

        first.SetResult(1);
        second.SetResult(2);

        Assert.Equal(1, await early);
        Assert.All(await Task.WhenAll(late), value => Assert.Equal(2, value));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_failed_call_fails_its_readers_only_and_leaves_nothing_behind()
    {
        var (first, second, third) = (Arm(), Arm(), Arm());
        var shared = new SharedReads<int>((_, _) => _calls.Dequeue().Task, TimeSpan.FromSeconds(1), _clock);
        var early = shared.ReadAsync(Hot);
        var late = shared.ReadAsync(Hot);

        first.SetException(new TimeoutException());
        second.SetResult(2);
        await Assert.ThrowsAsync<TimeoutException>(() => early);
        Assert.Equal(2, await late);
        third.SetResult(3);

        Assert.Equal(3, await shared.ReadAsync(Hot));
    }

    private TaskCompletionSource<int> Arm()
    {
        var call = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Enqueue(call);
        return call;
    }
}
