using MemberGrains.Storage.Sqlite;
using MemberGrains.Testing;

namespace MemberGrains.Storage.Tests.Sqlite;

public sealed class ThreadTests
{
    [Fact]
    public async Task Nobody_goes_on_on_a_thread_of_the_files()
    {
        await using var stand = new SqliteStand();
        var key = Some.Phone();
        for (int i = 0; i < 20; i++)
        {
            await stand.ChangeAsync(key);
            Assert.DoesNotContain("record", Thread.CurrentThread.Name ?? "", StringComparison.Ordinal);
            await stand.LoadAsync(key);
            Assert.DoesNotContain("record", Thread.CurrentThread.Name ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reads_go_on_while_a_commit_hangs_and_show_what_was_committed_before()
    {
        await using var stand = new SqliteStand();
        using var hang = new Hang(CommitStep.BeforeCommit);
        stand.Options.Probe = hang.Pass;
        var key = Some.Phone();
        hang.Release();
        await stand.ChangeAsync(key);
        hang.Arm();
        var hanging = stand.ChangeAsync(key);
        await hang.Reached;
        Assert.Equal(1, (await stand.LoadAsync(key)).Row.Version);
        hang.Release();
        await hanging;
        Assert.Equal(2, (await stand.LoadAsync(key)).Row.Version);
    }

    [Fact]
    public async Task What_is_published_through_while_a_commit_is_in_flight_is_before_that_commit_shows()
    {
        await using var stand = new SqliteStand();
        using var hang = new Hang(CommitStep.BeforeCommit);
        stand.Options.Probe = hang.Pass;
        hang.Arm();
        var key = Some.Phone();
        string cluster = stand.Record.Slots.ClusterOf(Interfaces.Slots.Slot.Of(key)).Id;
        var hanging = stand.ChangeAsync(key);
        await hang.Reached;
        var told = await stand.Record.Outbox.PublishedThroughAsync(cluster, CancellationToken.None);
        Assert.Empty(await stand.Record.Outbox.ReadAsync(cluster, default, 10, CancellationToken.None));
        var shownAfter = TimeProvider.System.GetUtcNow();
        hang.Release();
        await hanging;
        Assert.True(told?.Time <= shownAfter);
        var item = Assert.Single(await stand.Record.Outbox.ReadAsync(cluster, default, 10, CancellationToken.None));
        Assert.Equal(key, item.Event.Identity);
        Assert.True((await stand.Record.Outbox.PublishedThroughAsync(cluster, CancellationToken.None))?.Time < shownAfter);
    }

    /// <summary>Holds the writer thread at a step.</summary>
    private sealed class Hang(CommitStep at) : IDisposable
    {
        private readonly ManualResetEventSlim _free = new(true);
        private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Pass(CommitStep step)
        {
            if (step != at || _free.IsSet) return;
            _reached.TrySetResult();
            _free.Wait();
        }

        public void Arm()
        {
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _free.Reset();
        }

        public void Release() => _free.Set();

        public void Dispose() => _free.Dispose();
    }
}
