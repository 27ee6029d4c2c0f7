using MemberGrains.Gateway.Accounts;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces;
using MemberGrains.Resilience.Admission;
using MemberGrains.Resilience.Quotas;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

/// <summary>P10 at one gateway: quotas, room, and who goes first.</summary>
public sealed class ProtectionTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Fact]
    public async Task A_quota_that_is_used_up_is_429_with_the_rule_and_spares_other_accounts()
    {
        var options = GatewayWorld.Options("a") with
        {
            Accounts =
            [
                GatewayWorld.Account("frugal", AccountClass.Order, TestKeys.Order, new QuotaOptions { PerSecond = 0.01, Burst = 2 }),
                GatewayWorld.Account("other", AccountClass.Order, "other-key"),
            ],
        };
        var gateway = await world.OpenAsync(options);
        var card = Some.Card();

        int[] statuses = [(await gateway.GetAsync(card)).Status, (await gateway.GetAsync(card)).Status];
        var refused = await gateway.GetAsync(card);
        var other = await gateway.SendAsync(new WireRequest($"GET {card.ToPath()}") { Key = "other-key" });

        Assert.Equal([404, 404], statuses);
        Assert.Equal((429, "rate-limited", "account:frugal"), (refused.Status, refused.Code, refused.Json.GetProperty("rule").GetString()));
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 100);
        Assert.Equal(404, other.Status);
    }

    [Fact]
    public async Task Beyond_its_room_a_gateway_refuses_early_and_orders_go_before_marketing()
    {
        var options = GatewayWorld.Options("a") with
        {
            Admission = new AdmissionOptions { Running = 1, MarketingRunning = 1, OrderWaiting = 1, MarketingWaiting = 0, LongestWaitMs = 10_000 },
        };
        var gateway = await world.OpenAsync(options);
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var hung = world.Faults.On<IIdentityGrain>("HistoryAsync", () =>
        {
            arrived.TrySetResult();
            return release.Task;
        });
        var running = gateway.GetAsync(Some.Card(), "/history", "X-Timeout-Ms: 10000");
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var marketing = await gateway.SendAsync(new WireRequest($"GET {Some.Card().ToPath()}") { Key = TestKeys.Marketing });
        var bad = await gateway.GetAsync(Some.Card(), "?consistency=wrong");
        var order = gateway.GetAsync(Some.Card(), "", "X-Timeout-Ms: 10000");
        release.SetResult();

        Assert.Equal((503, "overloaded", "1"), (marketing.Status, marketing.Code, marketing.Header("Retry-After")));
        Assert.Equal(400, bad.Status);
        Assert.Equal(404, (await order).Status);
        Assert.Equal(404, (await running).Status);
    }

    [Fact]
    public async Task An_expired_account_is_401()
    {
        var expired = GatewayWorld.Account("gone", AccountClass.Order, TestKeys.Order) with { Expires = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        var gateway = await world.OpenAsync(GatewayWorld.Options("a") with { Accounts = [expired] });

        Assert.Equal(401, (await gateway.GetAsync(Some.Card())).Status);
    }

    [Fact]
    public async Task Blocked_values_are_configuration()
    {
        var gateway = await world.OpenAsync(GatewayWorld.Options("a") with { BlockedValues = ["nobody"], BlockedIdentities = ["elong:123456"] });

        Assert.Equal("blocked-value", (await gateway.SendAsync(new WireRequest("GET /v1/identities/unionid/NOBODY"))).Code);
        Assert.Equal("blocked-value", (await gateway.SendAsync(new WireRequest("GET /v1/identities/elong/123456"))).Code);
        Assert.Equal("identity-unknown", (await gateway.SendAsync(new WireRequest("GET /v1/identities/unionid/undefined"))).Code);
    }
}
