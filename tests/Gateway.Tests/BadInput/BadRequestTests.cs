using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Gateway.Tests.BadInput;

/// <summary>Every line of the table gets its exact refusal, and all of them together change nothing.</summary>
public sealed class BadRequestTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    public static TheoryData<int, string> Lines
    {
        get
        {
            var lines = new TheoryData<int, string>();
            for (int index = 0; index < BadRequests.All.Count; index++) lines.Add(index, BadRequests.All[index].ToString());
            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_bad_request_gets_its_own_refusal(int index, string line)
    {
        var (status, code, request) = BadRequests.All[index];

        var answer = await world.A.SendAsync(request with { Headers = [.. request.Headers, $"traceparent: 00-{TraceId}-b7ad6b7169203331-01"] });

        Assert.True(status == answer.Status && code == answer.Code, $"{line}\ngot {answer.Status} {answer.Text}");
        Assert.Equal("a", answer.Header("X-Center"));
        Assert.Equal($"https://membergrains.dev/problems/{code}", answer.Json.GetProperty("type").GetString());
        Assert.Equal(status, answer.Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(answer.Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(answer.Json.GetProperty("detail").GetString()!);
        Assert.Equal(TraceId, answer.Json.GetProperty("traceId").GetString());
        Assert.Equal(status == 400, answer.Json.TryGetProperty("errors", out _));
        Assert.Equal(status == 405, answer.Header("Allow") is not null);
        Assert.DoesNotContain(new string('x', 65), answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_hundred_lines_and_more_and_none_twice()
    {
        Assert.True(BadRequests.All.Count >= 100, $"only {BadRequests.All.Count}");
        Assert.Equal(BadRequests.All.Count, BadRequests.All.Select(line => Convert.ToHexString(line.Request.ToBytes())).Distinct().Count());
    }

    [Fact]
    public async Task All_of_them_together_change_nothing()
    {
        foreach (var line in BadRequests.All) await world.B.SendAsync(line.Request);

        for (short slot = 0; slot < Slot.Count; slot++)
            Assert.Empty(await world.Replay.ScanHistoryAsync(new Slot(slot), null, 0, 1, CancellationToken.None));
        Assert.All(world.Silos.Silos(), silo => Assert.Equal("active", silo.State));
    }
}
