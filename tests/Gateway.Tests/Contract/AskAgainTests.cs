using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

/// <summary>The way to a grain fails, as when its silo stops: callers see nothing of it while their time lasts.</summary>
public sealed class AskAgainTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Theory]
    [InlineData("?consistency=strong", "ResolveAsync")]
    [InlineData("?consistency=bounded", "ResolveAsync")]
    [InlineData("/history", "HistoryAsync")]
    public async Task A_read_is_asked_again(string more, string method)
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);
        await world.ForgetCacheAsync("a");
        using var replica = world.Faults.On<IReplicaReaderGrain>("ReadAsync", () => throw new InvalidOperationException("The grain is what is tested."));
        var way = new BrokenWay(2);
        using var broken = world.Faults.On<IIdentityGrain>(method, way.CrossAsync);

        var answer = await world.A.GetAsync(card, more);

        Assert.Equal((200, "grain"), (answer.Status, answer.Header("X-Source")));
        Assert.Equal(3, way.Crossed);
    }

    [Fact]
    public async Task Operators_questions_and_health_are_asked_again()
    {
        var way = new BrokenWay(2);
        using var broken = world.Faults.On<IClusterGrain>("SilosAsync", way.CrossAsync);

        var silos = await world.A.SendAsync(new WireRequest("GET /ops/v1/silos") { Key = TestKeys.Operator });
        way.Break(1);
        var ready = await world.B.SendAsync(new WireRequest("GET /readyz") { Key = null });

        Assert.Equal(200, silos.Status);
        Assert.Equal(200, ready.Status);
    }

    [Fact]
    public async Task A_command_that_did_not_arrive_is_run()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        var way = new BrokenWay(3);
        using var broken = world.Faults.On<IIdentityGrain>("BindAsync", way.CrossAsync);

        var bound = await world.A.BindAsync(phone, card);

        Assert.Equal((200, "bound"), (bound.Status, bound.Json.GetProperty("outcome").GetString()));
        Assert.Equal(4, way.Crossed);
    }

    [Fact]
    public async Task A_command_whose_answer_was_lost_is_done_once_and_answered()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        var way = new BrokenWay(1);
        WireAnswer bound;
        using (world.Faults.After<IIdentityGrain>("BindAsync", way.CrossAsync)) bound = await world.A.BindAsync(phone, card);

        var history = await world.A.GetAsync(phone, "/history");

        Assert.Equal((200, "bound"), (bound.Status, bound.Json.GetProperty("outcome").GetString()));
        var entry = Assert.Single(history.Json.GetProperty("entries").EnumerateArray());
        Assert.Equal(bound.Json.GetProperty("operationId").GetString(), entry.GetProperty("operationId").GetString());
    }

    [Fact]
    public async Task A_command_whose_answer_was_lost_is_not_told_to_have_changed_nothing_by_a_later_try_that_did_not()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        string key = Some.Key();
        var lost = new BrokenWay(1);
        int arrived = 0;
        WireAnswer told;
        using (world.Faults.On<IIdentityGrain>("BindAsync", () => Interlocked.Increment(ref arrived) == 2 ? throw new StoreUnavailableException("The primary is away.") : Task.CompletedTask))
        using (world.Faults.After<IIdentityGrain>("BindAsync", lost.CrossAsync))
            told = await world.A.PostAsync("/v1/bindings:bind", new { a = phone.Text, b = card.Text, app = "shop" }, key, TestKeys.Order);

        var again = await world.B.PostAsync("/v1/bindings:bind", new { a = phone.Text, b = card.Text, app = "shop" }, key, TestKeys.Order);

        Assert.Equal(2, arrived);
        Assert.Equal((504, "timeout"), (told.Status, told.Code));
        Assert.Equal((200, "true"), (again.Status, again.Header("Idempotent-Replay")));
    }

    [Fact]
    public async Task A_way_that_stays_broken_ends_with_the_callers_time_or_in_search()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        var way = new BrokenWay(int.MaxValue);
        using var reads = world.Faults.On<IIdentityGrain>("ResolveAsync", way.CrossAsync);
        using var binds = world.Faults.On<IIdentityGrain>("BindAsync", way.CrossAsync);

        var command = await world.A.PostAsync("/v1/bindings:bind", new { a = phone.Text, b = card.Text, app = "shop" }, null, TestKeys.Order, "X-Timeout-Ms: 300");
        var strong = await world.A.GetAsync(card, "?consistency=strong", "X-Timeout-Ms: 300");
        int before = way.Crossed;
        var bounded = await world.A.GetAsync(card);

        Assert.Equal((504, "timeout"), (command.Status, command.Code));
        Assert.Equal((504, "timeout"), (strong.Status, strong.Code));
        Assert.Equal((503, "store-unavailable"), (bounded.Status, bounded.Code));
        Assert.Equal(before + 3, way.Crossed);
    }

    /// <summary>Loses so many calls, then lets all pass.</summary>
    private sealed class BrokenWay(int losses)
    {
        private int _losses = losses;
        private int _crossed;

        public int Crossed => Volatile.Read(ref _crossed);

        public void Break(int losses) => Volatile.Write(ref _losses, losses);

        public Task CrossAsync()
        {
            Interlocked.Increment(ref _crossed);
            return Interlocked.Decrement(ref _losses) >= 0 ? throw new SiloUnavailableException("It stops.") : Task.CompletedTask;
        }
    }
}
