using System.Diagnostics;
using MemberGrains.Gateway.Reading;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Faults;
using MemberGrains.ReadModels.Search;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Gateway.Tests.Contract;

/// <summary>What callers are told when the record can not answer, does not answer in time, or nobody knows what happened.</summary>
public sealed class FaultTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private static readonly Func<Task> Unavailable = () => throw new StoreUnavailableException("out");
    private static readonly Func<Task> Broken = () => throw new InvalidOperationException("a mistake of ours");

    [Fact]
    public async Task A_strong_read_of_a_record_that_is_out_is_503_with_retry_after()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);
        using var fault = world.Faults.On<IIdentityGrain>("ResolveAsync", Unavailable);

        var answer = await world.A.GetAsync(card, "?consistency=strong");

        Assert.Equal((503, "store-unavailable", "1"), (answer.Status, answer.Code, answer.Header("Retry-After")));
        Assert.Null(answer.Header("X-Source"));
    }

    [Fact]
    public async Task A_bounded_read_goes_to_search_when_neither_replica_nor_grain_can_answer()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);
        await SearchShowsAsync(card);
        using var grain = world.Faults.On<IIdentityGrain>("ResolveAsync", Unavailable);
        using var replica = world.Faults.On<IReplicaReaderGrain>("ReadAsync", Unavailable);
        await world.ForgetCacheAsync("a");

        var answer = await world.A.GetAsync(card);
        var batch = await world.A.PostAsync("/v1/members:resolve", new { identities = new[] { card.Text } });

        Assert.Equal((200, "search-primary"), (answer.Status, answer.Header("X-Source")));
        Assert.True(answer.Staleness >= 1);
        Assert.Equal((200, "search-primary"), (batch.Status, batch.Header("X-Source")));
    }

    [Fact]
    public async Task A_slow_grain_has_the_callers_whole_time_when_search_knows_nothing()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);
        await world.ForgetCacheAsync("a");
        var search = new AskedSearch();
        var gateway = await world.OpenAsync(
            GatewayWorld.Options("a") with { Reads = new ReadOptions { GrainShare = 0.05 } },
            own => own.AddSingleton<IMemberSearch>(search));
        using var replica = world.Faults.On<IReplicaReaderGrain>("ReadAsync", Unavailable);
        using var slow = world.Faults.On<IIdentityGrain>("ResolveAsync", () => search.Asked);

        var answer = await gateway.GetAsync(card);

        Assert.Equal((200, "grain"), (answer.Status, answer.Header("X-Source")));
    }

    [Fact]
    public async Task Search_never_says_that_an_identity_is_unknown()
    {
        using var grain = world.Faults.On<IIdentityGrain>("ResolveAsync", Unavailable);

        var answer = await world.A.GetAsync(Some.Card());
        var any = await world.A.GetAsync(Some.Card(), "?consistency=any");
        var batch = await world.A.PostAsync("/v1/members:resolve", new { identities = new[] { Some.Card().Text } });

        Assert.Equal((503, "store-unavailable"), (answer.Status, answer.Code));
        Assert.Equal((503, "store-unavailable"), (any.Status, any.Code));
        Assert.Equal((503, "store-unavailable"), (batch.Status, batch.Code));
    }

    [Fact]
    public async Task Search_does_not_answer_with_less_than_the_version_asked_for()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);
        await SearchShowsAsync(card);
        using var grain = world.Faults.On<IIdentityGrain>("ResolveAsync", Unavailable);

        var answer = await world.A.GetAsync(card, "", "If-Version-At-Least: 2");

        Assert.Equal((503, "store-unavailable"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_command_that_changed_nothing_for_sure_is_503_and_leaves_its_key_free()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        string key = Some.Key();
        using (world.Faults.On<IIdentityGrain>("BindAsync", Unavailable))
        {
            var refused = await world.A.BindAsync(phone, card, key);
            Assert.Equal((503, "store-unavailable", "1"), (refused.Status, refused.Code, refused.Header("Retry-After")));
        }

        Assert.Equal(200, (await world.A.BindAsync(phone, card, key)).Status);
    }

    [Theory]
    [InlineData(nameof(FateUnknownException))]
    [InlineData(nameof(TimeoutException))]
    [InlineData(nameof(InvalidOperationException))]
    public async Task A_command_of_unknown_fate_is_504_and_its_repeat_tells(string fault)
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        string key = Some.Key();
        using (world.Faults.On<IIdentityGrain>("BindAsync", () => throw Make(fault)))
        {
            var unknown = await world.A.BindAsync(phone, card, key);
            Assert.Equal((504, "timeout"), (unknown.Status, unknown.Code));
        }

        var again = await world.A.BindAsync(phone, card, key);
        Assert.True(again.Status == 200, again.Text);
        Assert.Equal("bound", again.Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_mistake_of_ours_is_never_a_bare_500()
    {
        using var strong = world.Faults.On<IIdentityGrain>("ResolveAsync", Broken);

        var answer = await world.A.GetAsync(Some.Card(), "?consistency=strong");

        Assert.Equal((503, "store-unavailable"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("?consistency=strong")]
    [InlineData("?consistency=bounded")]
    [InlineData("/history")]
    public async Task The_gateway_answers_by_the_callers_time_out(string more)
    {
        var never = new TaskCompletionSource();
        using var hung = world.Faults.On<IIdentityGrain>(more == "/history" ? "HistoryAsync" : "ResolveAsync", () => never.Task);
        var watch = Stopwatch.GetTimestamp();

        var answer = await world.A.GetAsync(Some.Card(), more, "X-Timeout-Ms: 300");

        Assert.Equal((504, "timeout"), (answer.Status, answer.Code));
        Assert.InRange(Stopwatch.GetElapsedTime(watch).TotalMilliseconds, 200, 5_000);
        never.SetResult();
    }

    [Fact]
    public async Task A_change_whose_floors_can_not_be_made_known_is_not_acknowledged()
    {
        var card = Some.Card();
        await world.ForgetCacheAsync("a");
        var never = new TaskCompletionSource();
        using (world.Faults.On<ICacheGenerationGrain>("LeaseAsync", () => never.Task))
        {
            var answer = await RegisterWithoutLeaseAsync(card);
            if (answer.Status == 201)
            {
                // A renewal was on its way when the fault began, and the floors were made known. There is none after it.
                card = Some.Card();
                answer = await RegisterWithoutLeaseAsync(card);
            }

            Assert.Equal((504, "timeout"), (answer.Status, answer.Code));
        }

        never.SetResult();
        Assert.Equal(200, (await world.A.RegisterAsync(card)).Status);
    }

    private async Task<WireAnswer> RegisterWithoutLeaseAsync(Interfaces.Identities.IdentityKey card)
    {
        await world.LeaseEndsAsync("a");
        // Long enough for the change itself on a busy machine: what must not come is the acknowledgement.
        return await world.A.SendAsync(new WireRequest($"PUT {card.ToPath()}") { Body = "{\"app\":\"shop\"}"u8.ToArray(), Headers = ["X-Timeout-Ms: 3000"] });
    }

    private static Exception Make(string fault) => fault switch
    {
        nameof(FateUnknownException) => new FateUnknownException("lost"),
        nameof(TimeoutException) => new TimeoutException("late"),
        _ => new InvalidOperationException("a mistake of ours"),
    };

    private Task<WireAnswer> SearchShowsAsync(Interfaces.Identities.IdentityKey key) => Calls.UntilAsync(
        () => world.A.PostAsync("/v1/members:search", new { filter = new { identity = key.Text } }),
        answer => answer.Status == 200 && answer.Json.GetProperty("items").GetArrayLength() == 1);
}
