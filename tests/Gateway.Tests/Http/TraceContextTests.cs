using MemberGrains.Gateway.Http;

namespace MemberGrains.Gateway.Tests.Http;

public sealed class TraceContextTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-01")]
    [InlineData($"cc-{TraceId}-b7ad6b7169203331-01-what-comes-later")]
    public void A_traceparent_keeps_its_trace_under_a_span_of_our_own(string sent)
    {
        var trace = TraceContext.From(sent);

        Assert.Equal(TraceId, trace.TraceId);
        Assert.StartsWith($"00-{TraceId}-", trace.TraceParent, StringComparison.Ordinal);
        Assert.EndsWith("-01", trace.TraceParent, StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", trace.TraceParent, StringComparison.Ordinal);
        Assert.Equal(55, trace.TraceParent.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331")]
    [InlineData($"00-{TraceId}-0000000000000000-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData($"ff-{TraceId}-b7ad6b7169203331-01")]
    [InlineData($"00-{TraceId}-b7ad6b7169203331-01-extra")]
    public void Without_a_valid_one_a_trace_begins_here(string? sent)
    {
        var trace = TraceContext.From(sent);

        Assert.Matches("^[0-9a-f]{32}$", trace.TraceId);
        Assert.NotEqual(TraceId, trace.TraceId);
        Assert.NotEqual(trace.TraceId, TraceContext.From(sent).TraceId);
    }
}
