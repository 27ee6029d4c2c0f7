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

    public static Task<WireAnswer> ReplaceAsync(this Wire wire, IdentityKey old, IdentityKey @new, string? key = null, string app = "shop") =>
        wire.PostAsync("/v1/bindings:replace", new { old = old.Text, @new = @new.Text, app }, key);

    public static Task<WireAnswer> MergeAsync(this Wire wire, IdentityKey into, IdentityKey from, string? key = null, string reason = "one person") =>
        wire.PostAsync("/v1/members:merge", new { into = into.Text, from = from.Text, reason }, key);

    public static Task<WireAnswer> SplitAsync(this Wire wire, WireAnswer answered, string? key = null) =>
        wire.PostAsync("/v1/members:split", new { operationId = answered.Json.GetProperty("operationId").GetString() }, key);

    /// <summary>What operators see of the operation of an answer.</summary>
    public static Task<WireAnswer> OperationAsync(this Wire wire, string? id) =>
        wire.SendAsync(new WireRequest($"GET /ops/v1/operations/{id}") { Key = TestKeys.Operator, Headers = Patient([]) });

    /// <summary><c>quarantine</c> or <c>release</c>, by an operator; without a key unless one is given.</summary>
    public static Task<WireAnswer> OrderAsync(this Wire wire, string what, IdentityKey identity, string? key = null, string reason = "asked for") =>
        wire.SendAsync(new WireRequest($"POST /ops{identity.ToPath()}:{what}") { Key = TestKeys.Operator, Body = Json(new { reason }), Headers = Patient(key is null ? [] : [$"Idempotency-Key: {key}"]) });

    public static Task<WireAnswer> PostAsync(this Wire wire, string target, object body, string? key = null, string account = TestKeys.Order, params string[] headers) =>
        wire.SendAsync(new WireRequest($"POST {target}") { Key = account, Body = Json(body), Headers = Patient([$"Idempotency-Key: {key ?? Some.Key()}", .. headers]) });

    /// <summary>A gateway that gave a command's answer shows every version it named, whatever its cache held before.</summary>
    public static async Task ShowsAtOnceAsync(this Wire wire, WireAnswer answered)
    {
        foreach (var version in answered.Json.GetProperty("versions").EnumerateObject())
        {
            var shown = await wire.GetAsync(new IdentityKey(version.Name));
            Assert.True(shown.Json.GetProperty("version").GetInt64() >= version.Value.GetInt64(), shown.Text);
        }
    }

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
