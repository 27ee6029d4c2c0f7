using System.Collections.Immutable;
using MemberGrains.ChangeStream;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels.Status;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace MemberGrains.ReadModels.Tests.Status;

/// <summary>One process feeds a model and reports; another reads it and follows.</summary>
public sealed class FollowedReadModelsTests
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(4);

    /// <summary>Holds what was reported last; can be out of reach.</summary>
    private sealed class Board : IReadModelBoardGrain
    {
        private ImmutableArray<ReadModelReport> _reports = [];

        public bool IsOut { get; set; }

        public Task ReportAsync(string process, ImmutableArray<ReadModelReport> reports, CancellationToken cancellation = default)
        {
            if (IsOut) throw new IOException("out");
            _reports = reports;
            return Task.CompletedTask;
        }

        public Task<ImmutableArray<ReadModelReport>> ReadAsync(CancellationToken cancellation = default) =>
            IsOut ? throw new IOException("out") : Task.FromResult(_reports);
    }

    private sealed class Backlog : IChangeBroker, IStreamBacklog
    {
        public string Center => "a";

        public long WaitingEvents(string group) => group == StreamGroups.SearchPrimary ? 42 : 0;

        public ValueTask PublishAsync(StreamMessage message, CancellationToken cancellation) => throw new InvalidOperationException("Nobody publishes.");

        public IAsyncDisposable Subscribe(string group, Func<StreamMessage, CancellationToken, ValueTask> handler) => throw new InvalidOperationException("Nobody subscribes.");
    }

    private sealed record World(VirtualThread Thread, Board Board, MemoryRecord Record, ReadModelHealth Fed, ReadModelHealth Followed, ReadModelFollower Follower)
    {
        public void AppliedNow()
        {
            foreach (string cluster in Record.Names) Fed.Progress.Advance(cluster, Thread.Time.GetUtcNow());
        }
    }

    private static void Run(Func<World, Task> test) => VirtualThread.Run(async thread =>
    {
        var record = new MemoryRecord(thread.Time);
        var board = new Board();
        ReadModelHealth Health() => new("a", "search-primary", record, Refresh, Budget, thread.Time);
        var (fed, followed) = (Health(), Health());
        await using var reporter = new ReadModelReporter(
            "a1", [new FedModel(fed, StreamGroups.SearchPrimary)], [new Backlog()], _ => board, thread.Time, NullLogger<ReadModelReporter>.Instance);
        await using var follower = new ReadModelFollower(
            [new FedModel(followed, StreamGroups.SearchPrimary)], _ => board, thread.Time, NullLogger<ReadModelFollower>.Instance);
        await reporter.StartAsync(CancellationToken.None);
        await follower.StartAsync(CancellationToken.None);
        await test(new World(thread, board, record, fed, followed, follower));
    });

    [Fact]
    public void What_is_reported_is_followed_within_half_a_second() => Run(async world =>
    {
        Assert.Equal(ReadModelState.Rebuilding, world.Followed.State);
        world.Fed.MarkFilled();
        world.AppliedNow();

        await world.Thread.PassAsync(Refresh + TimeSpan.FromMilliseconds(600));

        Assert.Equal(ReadModelState.Live, world.Followed.State);
        Assert.Equal(world.Fed.Progress.VisibleThrough, world.Followed.Progress.VisibleThrough);
        Assert.Equal(42, Assert.Single(world.Follower.Items()).LagEvents);
    });

    [Fact]
    public void Readers_are_not_told_of_what_they_can_not_see_yet() => Run(async world =>
    {
        world.Fed.MarkFilled();
        world.AppliedNow();

        await world.Thread.PassAsync(TimeSpan.FromMilliseconds(900));

        Assert.Null(world.Followed.Progress.VisibleThrough);
        Assert.Equal(ReadModelState.Behind, world.Followed.State);
    });

    [Fact]
    public void A_model_that_fails_is_down_for_followers_too_and_comes_back() => Run(async world =>
    {
        world.Fed.MarkFilled();
        world.Fed.MarkFailing();
        await world.Thread.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("down", Assert.Single(world.Follower.Items()).State);

        world.Fed.MarkWorking();
        world.AppliedNow();
        await world.Thread.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal("live", Assert.Single(world.Follower.Items()).State);
    });

    [Fact]
    public void While_the_board_is_out_of_reach_the_model_falls_behind_and_then_catches_up() => Run(async world =>
    {
        world.Fed.MarkFilled();
        world.AppliedNow();
        await world.Thread.PassAsync(TimeSpan.FromSeconds(2));
        world.Board.IsOut = true;
        for (int second = 0; second < 6; second++)
        {
            world.AppliedNow();
            await world.Thread.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(ReadModelState.Behind, world.Followed.State);
        world.Board.IsOut = false;
        await world.Thread.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(ReadModelState.Live, world.Followed.State);
    });
}
