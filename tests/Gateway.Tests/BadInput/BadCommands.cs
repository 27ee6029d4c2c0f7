using MemberGrains.Gateway.Tests.Composition;
using static MemberGrains.Gateway.Tests.BadInput.BadRequest;

namespace MemberGrains.Gateway.Tests.BadInput;

/// <summary>The table's part for replace, merge, quarantine and release.</summary>
public static class BadCommands
{
    private const string Replace = "/v1/bindings:replace";
    private const string Merge = "/v1/members:merge";
    private const string Hold = "/ops/v1/identities/elong/000123:quarantine";
    private const string Free = "/ops/v1/identities/elong/000123:release";
    private const string GoodReplace = """{"old":"phone:13912345678","new":"phone:13912345679","app":"shop"}""";
    private const string GoodMerge = """{"into":"phone:13912345678","from":"elong:000123","reason":"one person"}""";
    private const string GoodReason = """{"reason":"asked for"}""";
    private const string Request = "invalid-request";
    private const string Identity = "invalid-identity";
    private const string Blocked = "blocked-value";
    private const string NoKey = "idempotency-key-missing";
    private static readonly string Long = new('x', 3_000);

    public static IReadOnlyList<BadRequest> All { get; } =
    [
        // Route and method.
        Get(405, "method-not-allowed", Replace).As(null),
        Get(405, "method-not-allowed", Merge),
        Get(405, "method-not-allowed", Hold).As(TestKeys.Operator),
        Raw(405, "method-not-allowed", new WireRequest($"PUT {Free}") { Key = TestKeys.Operator }),
        Raw(405, "method-not-allowed", new WireRequest($"DELETE {Merge}")),
        Post(404, "not-found", "/v1/bindings:Replace", GoodReplace),
        Post(405, "method-not-allowed", "/v1/members/merge", GoodMerge),
        Post(404, "not-found", "/ops/v1/identities/elong/000123:hold", GoodReason).As(TestKeys.Operator),
        Post(404, "not-found", "/ops/v1/identities/elong/:quarantine", GoodReason).As(TestKeys.Operator),
        Post(404, "not-found", "/ops/v1/identities/elong:quarantine", GoodReason).As(TestKeys.Operator),
        Post(404, "not-found", "/v1/identities/elong/000123:quarantine/x", GoodReason),

        // The key: operators command nothing under /v1, callers nothing under /ops.
        Post(401, "unauthenticated", Replace, GoodReplace).As(null),
        Post(401, "unauthenticated", Merge, "nonsense").As("wrong"),
        Post(401, "unauthenticated", Hold, GoodReason).As(null),
        Post(403, "forbidden", Replace, GoodReplace).As(TestKeys.Operator),
        Post(403, "forbidden", Replace, GoodReplace).As(TestKeys.Marketing),
        Post(403, "forbidden", Merge, GoodMerge).As(TestKeys.Operator),
        Post(403, "forbidden", Merge, "nonsense").As(TestKeys.Marketing),
        Post(403, "forbidden", Hold, GoodReason),
        Post(403, "forbidden", Hold, "nonsense").As(TestKeys.Marketing),
        Post(403, "forbidden", Free, GoodReason),

        // Media type, size, JSON.
        Post(415, "unsupported-media-type", Replace, GoodReplace).Typed("text/json"),
        Post(415, "unsupported-media-type", Merge, GoodMerge).Typed(null),
        Post(415, "unsupported-media-type", Hold, GoodReason).As(TestKeys.Operator).Typed("text/plain"),
        Raw(415, "unsupported-media-type", new WireRequest($"POST {Hold}") { Key = TestKeys.Operator }),
        Post(413, "payload-too-large", Replace, new string(' ', 65_537)),
        Post(413, "payload-too-large", Merge, $$"""{"into":"{{new string('x', 70_000)}}"}""").InChunks(),
        Post(413, "payload-too-large", Free, new string(' ', 65_537)).As(TestKeys.Operator),
        Post(400, Request, Replace, "nonsense"),
        Post(400, Request, Replace, """{"old":"phone:13912345678","old":"phone:13912345678","new":"phone:13912345679","app":"shop"}"""),
        Post(400, Request, Merge, "[]"),
        Post(400, Request, Merge, ""),
        Post(400, Request, Hold, "").As(TestKeys.Operator),
        Post(400, Request, Hold, "{").As(TestKeys.Operator),
        Post(400, Request, Free, "null").As(TestKeys.Operator),

        // Fields.
        Post(400, Request, Replace, "{}"),
        Post(400, Request, Replace, """{"new":"phone:13912345679","app":"shop"}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","app":"shop"}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":"phone:13912345679"}"""),
        Post(400, Request, Replace, """{"old":1,"new":"phone:13912345679","app":"shop"}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":null,"app":"shop"}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":"phone:13912345679","app":"Shop"}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":"phone:13912345679","app":"shop","reason":null}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":"phone:13912345679","app":"shop","force":true}"""),
        Post(400, Request, Replace, """{"Old":"phone:13912345678","new":"phone:13912345679","app":"shop"}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":"phone:139 1234-5678","app":"shop"}"""),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":"elong:000123","app":"shop"}"""),
        Post(400, Request, $"{Replace}?app=shop", GoodReplace),
        Post(400, Request, Replace, GoodReplace).With("Idempotency-Key: k-1", "X-Timeout-Ms: 9"),
        Post(400, Request, Merge, """{"into":"phone:13912345678","from":"elong:000123"}"""),
        Post(400, Request, Merge, """{"into":"phone:13912345678","reason":"one person"}"""),
        Post(400, Request, Merge, """{"from":"elong:000123","reason":"one person"}"""),
        Post(400, Request, Merge, """{"into":"phone:13912345678","from":"elong:000123","reason":null}"""),
        Post(400, Request, Merge, """{"into":"phone:13912345678","from":"elong:000123","reason":["one person"]}"""),
        Post(400, Request, Merge, """{"into":"phone:13912345678","from":"elong:000123","reason":"one\u0000person"}"""),
        Post(400, Request, Merge, $$"""{"into":"phone:13912345678","from":"elong:000123","reason":"{{new string('r', 201)}}"}"""),
        Post(400, Request, Merge, """{"into":"phone:13912345678","from":"elong:000123","reason":"one person","app":"shop"}"""),
        Post(400, Request, Merge, """{"into":"elong:000123","from":"elong:000123","reason":"one person"}"""),
        Post(400, Request, Hold, "{}").As(TestKeys.Operator),
        Post(400, Request, Hold, """{"reason":7}""").As(TestKeys.Operator),
        Post(400, Request, Hold, """{"reason":"a\tb"}""").As(TestKeys.Operator),
        Post(400, Request, Hold, """{"reason":"asked for","until":"tomorrow"}""").As(TestKeys.Operator),
        Post(400, Request, $"{Hold}?reason=x", GoodReason).As(TestKeys.Operator),
        Post(400, Request, Free, """{"Reason":"asked for"}""").As(TestKeys.Operator),
        Post(400, Request, Free, $$"""{"reason":"{{Long}}"}""").As(TestKeys.Operator),

        // Identities.
        Post(400, Identity, Replace, """{"old":"fax:13912345678","new":"phone:13912345679","app":"shop"}"""),
        Post(400, Identity, Replace, $$"""{"old":"phone:13912345678","new":"phone:{{Long}}","app":"shop"}"""),
        Post(400, Identity, Merge, """{"into":"13912345678","from":"elong:000123","reason":"one person"}"""),
        Post(400, Identity, Merge, """{"into":"phone:13912345678","from":"","reason":"one person"}"""),
        Post(400, Identity, "/ops/v1/identities/elong/1:quarantine", GoodReason).As(TestKeys.Operator),
        Post(400, Identity, "/ops/v1/identities/fax/000123:release", GoodReason).As(TestKeys.Operator),
        Post(400, Identity, "/ops/v1/identities/elong/%zz:quarantine", GoodReason).As(TestKeys.Operator),
        Post(400, Identity, "/ops/v1/identities/elong/000123%3Aquarantine:release", GoodReason).As(TestKeys.Operator),
        Post(400, Blocked, Replace, """{"old":"phone:13800138000","new":"phone:13912345679","app":"shop"}"""),
        Post(400, Blocked, Replace, """{"old":"phone:1","new":"phone:13000000000","app":"shop"}"""),
        Post(400, Blocked, Merge, """{"into":"unionid:test","from":"elong:000123","reason":"one person"}"""),
        Post(400, Blocked, "/ops/v1/identities/elong/0000:quarantine", GoodReason).As(TestKeys.Operator),

        // The idempotency key: needed under /v1; under /ops a bad one is refused, none is not.
        Post(400, NoKey, Replace, GoodReplace).With(),
        Post(400, NoKey, Replace, GoodReplace).With("Idempotency-Key: "),
        Post(400, NoKey, Merge, GoodMerge).With(),
        Post(400, NoKey, Merge, GoodMerge).With($"Idempotency-Key: {new string('k', 129)}"),
        Post(400, NoKey, Hold, GoodReason).As(TestKeys.Operator).With("Idempotency-Key: two words"),
        Post(400, NoKey, Free, GoodReason).As(TestKeys.Operator).With("Idempotency-Key: one", "Idempotency-Key: two"),
        Post(400, Request, Replace, """{"old":"phone:13912345678"}""").With(),
        Post(400, Request, Replace, """{"old":"phone:13912345678","new":"elong:000123","app":"shop"}""").With(),
        Post(400, Identity, Merge, """{"into":"fax:1","from":"elong:000123","reason":"one person"}""").With(),
    ];
}
