using System.Text;
using System.Text.Json;
using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

/// <summary>The contract's calls, as tests make them.</summary>
internal static class Calls
{
    public static string ToPath(this IdentityKey key) => $"/v1/identities/{key.Kind}/{Uri.EscapeDataString(key.Value)}";

    public static Task<WireAnswer> GetAsync(this Wire wire, IdentityKey key, string more = "", params string[] headers) =>
        wire.SendAsync(new WireRequest($"GET {key.ToPath()}{more}") { Headers = Patient(headers) });

    public static async Task<WireAnswer> RegisterAsync(this Wire wire, IdentityKey key, string app = "shop")
    {
        var answer = await wire.SendAsync(new WireRequest($"PUT {key.ToPath()}") { Body = Json(new { app }), Headers = Patient([]) });
        Assert.Contains(answer.Status, (int[])[200, 201]);
        return answer;
    }

    public static Task<WireAnswer> BindAsync(this Wire wire, IdentityKey a, IdentityKey b, string? key = null, string app = "shop") =>
        wire.PostAsync("/v1/bindings:bind", new { a = a.Text, b = b.Text, app }, key);

    public static Task<WireAnswer> UnbindAsync(this Wire wire, IdentityKey identity, string? key = null) =>
        wire.PostAsync("/v1/bindings:unbind", new { identity = identity.Text }, key);

    public static Task<WireAnswer> PostAsync(this Wire wire, string target, object body, string? key = null, string account = TestKeys.Order, params string[] headers) =>
        wire.SendAsync(new WireRequest($"POST {target}") { Key = account, Body = Json(body), Headers = Patient([$"Idempotency-Key: {key ?? Some.Key()}", .. headers]) });

    /// <summary>Asks again until the answer is as wanted: what search and caches show follows the record.</summary>
    public static async Task<WireAnswer> UntilAsync(Func<Task<WireAnswer>> ask, Func<WireAnswer, bool> wanted)
    {
        using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        WireAnswer answer;
        while (!wanted(answer = await ask()))
        {
            if (longest.IsCancellationRequested) Assert.Fail($"Still {answer.Status} {answer.Text}");
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        return answer;
    }

    public static string[] Identities(this JsonElement relation) =>
        [.. relation.GetProperty("identities").EnumerateArray().Select(identity => identity.GetProperty("key").GetString()!)];

    /// <summary>A busy machine is not what is tested: the longest time-out, unless the test names one.</summary>
    private static string[] Patient(string[] headers) =>
        headers.Any(header => header.StartsWith("X-Timeout-Ms", StringComparison.Ordinal)) ? headers : [.. headers, "X-Timeout-Ms: 10000"];

    private static byte[] Json(object body) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body));
}
