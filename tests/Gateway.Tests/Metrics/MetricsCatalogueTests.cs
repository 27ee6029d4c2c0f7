using System.Text.RegularExpressions;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Gateway.Tests.Contract;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Metrics;

/// <summary>docs/metrics.md and /metrics say the same, in both directions.</summary>
[Collection(WorldCollection.Name)]
public sealed partial class MetricsCatalogueTests(GatewayWorld world)
{
    private static readonly string[] OfHistograms = ["_bucket", "_sum", "_count"];

    [Fact]
    public async Task Every_metric_shown_is_catalogued_and_every_one_catalogued_is_shown()
    {
        await WorkAsync();
        var shown = (await ScrapeAsync()).Where(line => line.StartsWith("# TYPE membergrains_", StringComparison.Ordinal)).Select(line => line[7..]);

        var catalogued = MetricsCatalogue.Read().Select(metric => $"{metric.Name} {metric.Type}");

        Assert.Equal(catalogued.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_label_shown_is_catalogued_and_none_is_an_identity()
    {
        await WorkAsync();
        var catalogue = MetricsCatalogue.Read().ToDictionary(metric => metric.Name);

        foreach (string line in (await ScrapeAsync()).Where(line => line.StartsWith("membergrains_", StringComparison.Ordinal)))
        {
            string name = line[..line.IndexOfAny(['{', ' '])];
            foreach (string suffix in OfHistograms)
            {
                if (!catalogue.ContainsKey(name) && name.EndsWith(suffix, StringComparison.Ordinal)) name = name[..^suffix.Length];
            }

            var labels = Label().Matches(line).Select(match => match.Groups[1].Value).Where(label => label != "le");
            Assert.Equal(catalogue[name].Labels.Order(StringComparer.Ordinal), labels.Order(StringComparer.Ordinal));
            Assert.DoesNotMatch("phone:|unionid:|elong:|[0-9]{8}", line[..line.LastIndexOf(' ')]);
        }
    }

    [Fact]
    public async Task What_is_done_is_counted()
    {
        var phone = Some.Phone();
        await world.A.RegisterAsync(phone);
        string[] before = await ScrapeAsync();
        const string Line = "membergrains_gateway_requests_total{center=\"a\",class=\"marketing\",method=\"GET\",route=\"/v1/identities/{kind}/{value}\",status=\"200\"} ";

        await world.A.SendAsync(new WireRequest($"GET {phone.ToPath()}") { Key = TestKeys.Marketing });
        string[] after = await ScrapeAsync();

        Assert.Equal(Value(before, Line) + 1, Value(after, Line));
    }

    private static double Value(string[] lines, string start) =>
        double.Parse(lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..] ?? "0", System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("[{,]([a-z_]+)=\"")]
    private static partial Regex Label();

    /// <summary>Some of everything, so that there are series to look at.</summary>
    private async Task WorkAsync()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await world.A.RegisterAsync(phone);
        await world.A.BindAsync(phone, card);
        await world.A.GetAsync(phone);
        await world.B.GetAsync(card, "?consistency=strong");
        await world.A.SendAsync(new WireRequest("GET /nowhere"));
        await world.A.SendAsync(new WireRequest("GET /v1/members/m0"));
        await CheckedAsync();
    }

    /// <summary>Waits until the checkers have met a row that is in the cache.</summary>
    private async Task CheckedAsync()
    {
        using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await ScrapeAsync()).Any(line => line.StartsWith("membergrains_cache_stale_ratio{", StringComparison.Ordinal))) await pace.WaitForNextTickAsync(longest.Token);
    }

    private async Task<string[]> ScrapeAsync()
    {
        var answer = await world.A.SendAsync(new WireRequest("GET /metrics") { Key = null });
        Assert.Equal(200, answer.Status);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Header("Content-Type"));
        return answer.Text.Split('\n');
    }
}
