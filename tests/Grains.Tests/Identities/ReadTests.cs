using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Testing;
using Orleans.Runtime;

namespace MemberGrains.Grains.Tests.Identities;

public sealed class ReadTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task An_unknown_identity_costs_one_read_and_keeps_no_activation()
    {
        var phone = Some.Phone();
        var grain = cluster.Identity(phone);
        int loads = cluster.Record.Loads, confirmations = cluster.Record.Confirmations;
        Assert.IsType<ResolveReply.Unknown>(await grain.ResolveAsync(new ResolveQuery(Consistency.Strong)));
        Assert.Equal((loads + 1, confirmations), (cluster.Record.Loads, cluster.Record.Confirmations));

        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await management.GetActivationAddress(grain) is not null) Assert.True(await timer.WaitForNextTickAsync(patience.Token));
    }

    [Fact]
    public async Task Every_answer_from_memory_is_confirmed_at_the_primary()
    {
        var phone = Some.Phone();
        await cluster.RegisterAsync(phone);
        foreach (var consistency in new[] { Consistency.Strong, Consistency.Bounded, Consistency.Any })
        {
            int confirmations = cluster.Record.Confirmations;
            var found = Assert.IsType<ResolveReply.Found>(await cluster.Identity(phone).ResolveAsync(new ResolveQuery(consistency)));
            Assert.Equal((0, confirmations + 1), (found.StalenessMs, cluster.Record.Confirmations));
        }
    }

    [Fact]
    public async Task A_version_that_was_never_given_is_named()
    {
        var phone = Some.Phone();
        await cluster.RegisterAsync(phone);
        Assert.Equal(new ResolveReply.OlderThanAsked(1), await cluster.Identity(phone).ResolveAsync(new ResolveQuery(Consistency.Bounded, 2)));
        Assert.Equal(new ResolveReply.OlderThanAsked(0), await cluster.Identity(Some.Phone()).ResolveAsync(new ResolveQuery(Consistency.Bounded, 1)));
    }

    [Fact]
    public async Task History_pages_from_the_newest_and_shows_the_relation_at_a_time()
    {
        var (phone, union, card) = (Some.Phone(), Some.UnionId(), Some.Card());
        var registered = await cluster.RegisterAsync(phone);
        await cluster.BindAsync(phone, union);
        var bound = await cluster.ReadAsync(phone);
        await cluster.BindAsync(phone, card);

        var page = await cluster.Identity(phone).HistoryAsync(new HistoryQuery(2, null, registered.State.UpdatedAt));
        Assert.Equal([3, 2], page.Entries.Select(entry => entry.Version));
        Assert.Equal(2, page.Next);
        Assert.Equal(registered.State.MemberId, page.RelationAsOf!.State.MemberId);
        var last = await cluster.Identity(phone).HistoryAsync(new HistoryQuery(2, page.Next));
        Assert.Equal((1, null), (Assert.Single(last.Entries).Version, last.Next));
        Assert.Equal(page.Entries[1].Before, last.Entries[0].After);
        Assert.Equal(bound.State, page.Entries[1].After);

        var before = await cluster.Identity(phone).HistoryAsync(new HistoryQuery(1, null, registered.State.UpdatedAt.AddMilliseconds(-1)));
        Assert.Null(before.RelationAsOf);
        Assert.False((await cluster.Identity(Some.Phone()).HistoryAsync(new HistoryQuery(1))).Known);
    }

    [Fact]
    public async Task The_callers_account_reason_and_app_are_in_the_history()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        var command = new BindCommand(new CommandContext("shop", Some.Key(), "00-trace"), union, "mini", "same person");
        await cluster.Identity(phone).BindAsync(command);
        var entry = Assert.Single((await cluster.Identity(union).HistoryAsync(new HistoryQuery(10))).Entries);
        Assert.Equal(("shop", "mini", "same person", "00-trace", ChangeType.Bound), (entry.Caller, entry.App, entry.Reason, entry.TraceParent, entry.Type));
    }
}
