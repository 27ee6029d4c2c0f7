using MemberGrains.Gateway.Hosting;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.ReadModels.Search;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class SearchTests(GatewayWorld world)
{
    private const string Search = "/v1/members:search";

    [Fact]
    public async Task A_member_is_found_by_its_id_and_by_the_id_it_had_before()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        string living = (await world.A.RegisterAsync(phone)).Json.GetProperty("memberId").GetString()!;
        string joined = (await world.A.RegisterAsync(card)).Json.GetProperty("memberId").GetString()!;
        await world.A.BindAsync(phone, card);

        foreach (string id in new[] { living, joined })
        {
            var member = await Calls.UntilAsync(() => world.A.SendAsync(new WireRequest($"GET /v1/members/{id}")), answer => answer.Status == 200 && answer.Json.Identities().Length == 2);
            Assert.Equal(["memberId", "identities", "formerMemberIds", "updatedAt"], member.Json.EnumerateObject().Select(property => property.Name));
            Assert.Equal(living, member.Json.GetProperty("memberId").GetString());
            Assert.Equal(joined, Assert.Single(member.Json.GetProperty("formerMemberIds").EnumerateArray()).GetString());
            Assert.Equal("search-primary", member.Header("X-Source"));
            Assert.True(member.Staleness >= 1);
        }
    }

    [Fact]
    public async Task An_id_that_never_was_is_404_member_unknown()
    {
        var answer = await world.B.SendAsync(new WireRequest("GET /v1/members/m-never"));

        Assert.Equal((404, "member-unknown"), (answer.Status, answer.Code));
        Assert.Equal("search-backup", answer.Header("X-Source"));
    }

    [Fact]
    public async Task While_no_search_cluster_is_live_a_member_is_503()
    {
        var gateway = await world.OpenAsync(GatewayWorld.Options("a"), own => own.AddSingleton<IMemberSearch>(new RecordOnly("a")));

        var member = await gateway.SendAsync(new WireRequest("GET /v1/members/m-never"));

        Assert.Equal((503, "store-unavailable", "1"), (member.Status, member.Code, member.Header("Retry-After")));
        Assert.Null(member.Header("X-Source"));
    }

    [Fact]
    public async Task A_routed_search_is_for_everybody_and_gives_one_item_per_identity()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.BindAsync(phone, card);

        var byIdentity = await FoundAsync(new { filter = new { identity = phone.Text } }, TestKeys.Order, 1);
        string memberId = byIdentity.Json.GetProperty("items")[0].GetProperty("memberId").GetString()!;
        var byMember = await FoundAsync(new { filter = new { memberId }, sort = new[] { new { field = "identity", order = "desc" } }, limit = 10 }, TestKeys.Marketing, 2);

        Assert.Equal([phone.Text, card.Text], byMember.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("identity").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, byMember.Json.GetProperty("cursor").ValueKind);
    }

    [Fact]
    public async Task A_scan_is_for_marketing_on_the_marketing_cluster_and_pages_by_cursor()
    {
        string app = Some.App();
        for (int i = 0; i < 3; i++) await world.A.RegisterAsync(Some.Card(), app);
        await FoundAsync(new { filter = new { app } }, TestKeys.Marketing, 3);

        var first = await world.B.PostAsync(Search, new { filter = new { app }, limit = 2 }, null, TestKeys.Marketing);
        string cursor = first.Json.GetProperty("cursor").GetString()!;
        var second = await world.B.PostAsync(Search, new { filter = new { app }, limit = 2, cursor }, null, TestKeys.Marketing);
        var refused = await world.B.PostAsync(Search, new { filter = new { app }, limit = 2 }, null, TestKeys.Order);

        Assert.Equal("search-marketing", first.Header("X-Source"));
        Assert.Equal((2, 1), (first.Json.GetProperty("items").GetArrayLength(), second.Json.GetProperty("items").GetArrayLength()));
        Assert.Equal((403, "forbidden"), (refused.Status, refused.Code));
    }

    private Task<WireAnswer> FoundAsync(object query, string account, int items) => Calls.UntilAsync(
        () => world.A.PostAsync(Search, query, null, account),
        answer => answer.Status == 200 && answer.Json.GetProperty("items").GetArrayLength() == items);
}
