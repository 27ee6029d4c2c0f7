using System.Text;
using MemberGrains.Gateway.Tests.Composition;

namespace MemberGrains.Gateway.Tests.BadInput;

/// <summary>
/// Seeded nonsense on every route: targets, headers and bodies cut, doubled and bent at random. Whatever comes, the answer is
/// the contract's: no fault, no answer without its center, no input given back at length.
/// </summary>
public sealed class FuzzTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private const int Requests = 600;
    private const string Keys = "order-key|marketing-key|operator-key||wrong";
    private static readonly string[] Pieces = ["phone", "13912345678", "%2B86", "%", "%zz", "..", ":", "::", "null", "elong:000123", "\"", "{", "[", "]", "}", ",", "0", "-1", "1e999", "true", "é", "\\u0000", "\\ud800", "x", "?", "&", "=", "#", ";", "  "];
    private static readonly string[] Names = ["Idempotency-Key", "X-Timeout-Ms", "If-Version-At-Least", "If-None-Match", "traceparent", "Content-Encoding", "Prefer", "Accept"];

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    public async Task Nonsense_gets_the_contracts_answer(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < Requests; i++)
        {
            var request = Draw(random);
            var answer = await world.A.SendAsync(request);
            string replay = $"seed {seed}, request {i}: {Encoding.Latin1.GetString(request.ToBytes())}\ngot {answer.Status} {answer.Text}";

            Assert.True(answer.Status is >= 200 and < 500, replay);
            Assert.True(answer.Header("X-Center") == "a", replay);
            if (answer.Status >= 400) Assert.True(answer.Code is not null && answer.Json.GetProperty("status").GetInt32() == answer.Status, replay);
            Assert.True(!answer.Text.Contains(new string('z', 65), StringComparison.Ordinal), replay);
        }
    }

    private WireRequest Draw(Random random)
    {
        var route = world.Routes.Routes[random.Next(world.Routes.Routes.Count)];
        string method = random.Next(10) == 0 ? "DELETE" : route.Method;
        string target = string.Join('/', route.Template.Split('/').Select(segment => segment.StartsWith('{') ? Bent(random, 3) + segment[(segment.IndexOf('}', StringComparison.Ordinal) + 1)..] : segment));
        if (random.Next(3) == 0) target += "?" + Bent(random, 4);
        string key = Keys.Split('|')[random.Next(5)];
        return new WireRequest($"{method} {Printable(target)}")
        {
            Key = key.Length > 0 ? key : null,
            Body = route.Body == Gateway.Routing.BodyRule.None && random.Next(4) > 0 ? null : Encoding.UTF8.GetBytes(Body(random)),
            ContentType = random.Next(8) == 0 ? Printable(Bent(random, 2)) : "application/json",
            Chunked = random.Next(3) == 0,
            Headers = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"{Names[random.Next(Names.Length)]}: {Printable(Bent(random, 2))}")],
        };
    }

    private static string Body(Random random) => random.Next(8) switch
    {
        0 => Bent(random, 12),
        1 => $$"""{"identities":["{{Bent(random, 2).Replace("\"", "", StringComparison.Ordinal)}}"]}""",
        2 => $$"""{"a":"phone:13912345678","b":"{{new string('z', random.Next(200))}}","app":"shop"}""",
        3 => $$"""{"old":"phone:13912345678","new":"{{Bent(random, 2).Replace("\"", "", StringComparison.Ordinal)}}","app":"shop"}""",
        4 => $$"""{"into":"elong:000123","from":"{{new string('z', random.Next(200))}}","reason":"{{Bent(random, 2).Replace("\"", "", StringComparison.Ordinal)}}"}""",
        5 => $$"""{"operationId":"op_{{random.Next(4096):x3}}_{{new string('z', random.Next(60))}}"}""",
        6 => $$"""{"reason":"{{new string('z', random.Next(300))}}"}""",
        _ => $$"""{"filter":{"{{new string('z', random.Next(200))}}":{{random.Next()}} } }""",
    };

    private static string Bent(Random random, int pieces) =>
        string.Concat(Enumerable.Range(0, random.Next(1, pieces + 1)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    /// <summary>What a request line and a header can carry at all.</summary>
    private static string Printable(string text) => string.Concat(text.Where(c => c is > ' ' and < '\u007f'));
}
