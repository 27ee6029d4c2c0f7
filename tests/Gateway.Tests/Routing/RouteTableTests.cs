using MemberGrains.Gateway.Routing;

namespace MemberGrains.Gateway.Tests.Routing;

public sealed class RouteTableTests
{
    private static readonly RouteTable Table = new(
    [
        NewRoute("GET", "/v1/identities/{kind}/{value}"),
        NewRoute("PUT", "/v1/identities/{kind}/{value}"),
        NewRoute("GET", "/v1/identities/{kind}/{value}/history"),
        NewRoute("POST", "/v1/members:resolve"),
        NewRoute("GET", "/v1/members/{memberId}"),
        NewRoute("POST", "/ops/v1/silos/{id}:drain"),
        NewRoute("GET", "/ops/v1/silos"),
    ]);

    [Theory]
    [InlineData("GET", "/v1/identities/phone/%2B8613912345678", "/v1/identities/{kind}/{value}", "phone", "+8613912345678")]
    [InlineData("GET", "/v1/identities/phone/+8613912345678?consistency=any", "/v1/identities/{kind}/{value}", "phone", "+8613912345678")]
    [InlineData("GET", "/v1/identities/unionid/n%2Fa", "/v1/identities/{kind}/{value}", "unionid", "n/a")]
    [InlineData("GET", "/v1/identities/unionid/%252F", "/v1/identities/{kind}/{value}", "unionid", "%2F")]
    [InlineData("GET", "/v1/identities/unionid/..", "/v1/identities/{kind}/{value}", "unionid", "..")]
    [InlineData("GET", "/v1/identities/unionid/%zz", "/v1/identities/{kind}/{value}", "unionid", null)]
    [InlineData("GET", "/v1/identities/unionid/%ff", "/v1/identities/{kind}/{value}", "unionid", null)]
    [InlineData("GET", "/v1/identities/unionid/%2", "/v1/identities/{kind}/{value}", "unionid", null)]
    [InlineData("GET", "/v1/identities/elong/012345/history", "/v1/identities/{kind}/{value}/history", "elong", "012345")]
    [InlineData("POST", "/v1/members:resolve", "/v1/members:resolve", null, null)]
    [InlineData("POST", "/v1/members%3Aresolve", "/v1/members:resolve", null, null)]
    [InlineData("GET", "http://host:80/v1/members/m1", "/v1/members/{memberId}", "m1", null)]
    [InlineData("POST", "/ops/v1/silos/a1:drain", "/ops/v1/silos/{id}:drain", "a1", null)]
    public void A_target_leads_to_its_route_with_every_value_decoded_once(string method, string target, string template, string? first, string? second)
    {
        var match = Table.Match(method, target);

        Assert.Equal(template, match.Route?.Template);
        Assert.Equal(first, match.First);
        Assert.Equal(second, match.Second);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("/v1")]
    [InlineData("/V1/members/m1")]
    [InlineData("/v1/members/")]
    [InlineData("/v1/members/m1/")]
    [InlineData("/v1//members/m1")]
    [InlineData("/v1/identities/phone")]
    [InlineData("/v1/identities/phone/")]
    [InlineData("/v1/identities/phone/1/histories")]
    [InlineData("/v1/members:merge")]
    [InlineData("/ops/v1/silos/a1")]
    [InlineData("/ops/v1/silos/:drain")]
    [InlineData("http://host")]
    public void What_is_no_route_matches_nothing(string target)
    {
        var match = Table.Match("GET", target);

        Assert.Null(match.Route);
        Assert.Null(match.Allow);
    }

    [Fact]
    public void Another_method_of_a_known_path_learns_which_are_taken()
    {
        var match = Table.Match("DELETE", "/v1/identities/phone/1");

        Assert.Null(match.Route);
        Assert.Equal("GET, PUT", match.Allow);
    }

    private static Route NewRoute(string method, string template) => new(method, template, Audience.Open, _ => default);
}
