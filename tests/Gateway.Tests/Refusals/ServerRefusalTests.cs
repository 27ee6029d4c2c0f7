using System.Text;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Gateway.Tests.Contract;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Refusals;

/// <summary>Requests that the server refuses before the door sees them get the contract's answer too.</summary>
[Collection(WorldCollection.Name)]
public sealed class ServerRefusalTests(GatewayWorld world)
{
    private const string Rest = " HTTP/1.1\r\nHost: gateway\r\nX-Api-Key: order-key\r\n\r\n";
    private const string Malformed = "invalid-request";

    public static TheoryData<string, string> Lines => new()
    {
        // The target.
        { "invalid-identity", $"GET /v1/identities/unionid/abc%00def{Rest}" },
        { "invalid-identity", $"GET /v1/identities/%00phone/13912345678/history{Rest}" },
        { "invalid-identity", $"POST /ops/v1/identities/elong/1%00:quarantine{Rest}" },
        { Malformed, $"GET /v1/members/m%00{Rest}" },
        { Malformed, $"GET /%00{Rest}" },
        { Malformed, $"GET /v1/identities/unionid/ab\u00e9cdef{Rest}" },
        { Malformed, $"GET /v1/identities/unionid/\u4e2d\u6587{Rest}" },
        { Malformed, $"GET v1/members/m1{Rest}" },
        { Malformed, $"GET *{Rest}" },
        { Malformed, $"CONNECT gateway:1{Rest}" },
        { Malformed, $"GET {Rest}" },

        // The line and the headers.
        { Malformed, "nonsense\r\n\r\n" },
        { Malformed, $"G@T /healthz{Rest}" },
        { Malformed, "GET /healthz HTTP/3.7\r\nHost: gateway\r\n\r\n" },
        { Malformed, "GET /healthz HTTP/1.1\r\n\r\n" },
        { Malformed, "GET /healthz HTTP/1.1\r\nHost: gateway\r\nHost: gateway\r\n\r\n" },
        { Malformed, "GET /healthz HTTP/1.1\r\nHost: gate way\r\n\r\n" },
        { Malformed, "GET /healthz HTTP/1.1\r\nno colon\r\n\r\n" },
        { Malformed, "GET /healthz HTTP/1.1\r\nHost: gateway\r\nX y: z\r\n\r\n" },
        { Malformed, "PUT /healthz HTTP/1.1\r\nHost: gateway\r\nContent-Length: ten\r\n\r\n" },
        { Malformed, "POST /v1/bindings:bind HTTP/1.1\r\nHost: gateway\r\nTransfer-Encoding: gzip\r\n\r\n" },
        { Malformed, $"GET /{new string('x', 140_000)}{Rest}" },
        { Malformed, $"GET /healthz HTTP/1.1\r\nHost: gateway\r\nX-Note: {new string('x', 140_000)}\r\n\r\n" },
        { Malformed, $"GET /healthz HTTP/1.1\r\nHost: gateway\r\n{string.Concat(Enumerable.Repeat("X-Note: x\r\n", 200))}\r\n" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task What_the_server_refuses_is_a_problem_with_its_center(string code, string request)
    {
        var answer = await world.B.SendAsync(Encoding.UTF8.GetBytes(request));

        Assert.True(answer.Status == 400 && answer.Code == code, $"{answer.Status} {answer.Text}");
        Assert.Equal("b", answer.Header("X-Center"));
        Assert.Equal("close", answer.Header("Connection"));
        Assert.NotNull(answer.Header("Date"));
        Assert.Equal(answer.Body.Length, int.Parse(answer.Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(400, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal(32, answer.Json.GetProperty("traceId").GetString()!.Length);
        Assert.NotEmpty(answer.Json.GetProperty("errors").EnumerateObject());
        Assert.DoesNotContain(new string('x', 65), answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_follows_it_and_what_came_before_is_answered()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);
        byte[] pipelined = Encoding.UTF8.GetBytes($"GET {card.ToPath()}{Rest}GET /%00{Rest}GET /healthz{Rest}");

        string all = await world.A.ExchangeAsync(pipelined);

        Assert.Equal(["HTTP/1.1 200 OK", "HTTP/1.1 400 Bad Request"], all.Split("\r\n").SelectMany(line => line.Split('}')).Where(line => line.StartsWith("HTTP/1.1", StringComparison.Ordinal)));
        Assert.EndsWith("}", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_counted()
    {
        const string Line = "membergrains_gateway_refusals_total{center=\"a\",code=\"invalid-request\"} ";
        double before = await CountAsync(Line);

        await world.A.SendAsync("nonsense\r\n\r\n"u8.ToArray());

        Assert.True(await CountAsync(Line) > before);
    }

    [Theory]
    [InlineData("/v1/identities/elong/000123", "GET, PUT")]
    [InlineData("/healthz", "GET")]
    [InlineData("/v1/bindings:bind", "POST")]
    public async Task Head_is_405_with_the_headers_of_a_problem_and_no_body(string path, string allow)
    {
        var answer = await world.A.SendAsync(new WireRequest($"HEAD {path}"));

        Assert.Equal((405, allow, "a", "application/problem+json"), (answer.Status, answer.Header("Allow"), answer.Header("X-Center"), answer.Header("Content-Type")));
        Assert.NotEqual("0", answer.Header("Content-Length"));
        Assert.Empty(answer.Body);
    }

    private async Task<double> CountAsync(string line)
    {
        var scraped = await world.A.SendAsync(new WireRequest("GET /metrics") { Key = null });
        string found = scraped.Text.Split('\n').FirstOrDefault(each => each.StartsWith(line, StringComparison.Ordinal)) ?? $"{line}0";
        return double.Parse(found[line.Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
