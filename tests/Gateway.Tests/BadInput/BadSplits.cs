using MemberGrains.Gateway.Tests.Composition;
using static MemberGrains.Gateway.Tests.BadInput.BadRequest;

namespace MemberGrains.Gateway.Tests.BadInput;

/// <summary>The table's part for split and for looking an operation up. Ids are opaque: a strange one is unknown, not malformed.</summary>
public static class BadSplits
{
    private const string Split = "/v1/members:split";
    private const string Look = "/ops/v1/operations/op_0ff_0123456789abcdefghjkmnpq";
    private const string Good = """{"operationId":"op_0ff_0123456789abcdefghjkmnpq"}""";
    private const string Request = "invalid-request";
    private const string Unknown = "operation-unknown";
    private static readonly string Long = new('x', 3_000);

    public static IReadOnlyList<BadRequest> All { get; } =
    [
        Get(405, "method-not-allowed", Split).As(null),
        Post(405, "method-not-allowed", Look, Good).As(TestKeys.Operator),
        Raw(405, "method-not-allowed", new WireRequest("DELETE /ops/v1/operations") { Key = TestKeys.Operator }),
        Get(404, "not-found", $"{Look}/x").As(TestKeys.Operator),
        Get(404, "not-found", "/ops/v1/operations/").As(TestKeys.Operator),
        Post(401, "unauthenticated", Split, Good).As(null),
        Post(403, "forbidden", Split, Good).As(TestKeys.Operator),
        Post(403, "forbidden", Split, "nonsense").As(TestKeys.Marketing),
        Get(401, "unauthenticated", Look).As("wrong"),
        Get(403, "forbidden", Look),
        Get(403, "forbidden", Look).As(TestKeys.Marketing),
        Post(415, "unsupported-media-type", Split, Good).Typed("application/xml"),
        Post(413, "payload-too-large", Split, new string(' ', 65_537)),
        Post(400, Request, Split, ""),
        Post(400, Request, Split, "nonsense"),
        Post(400, Request, Split, """{"operationId":"op_1","operationId":"op_1"}"""),
        Post(400, Request, Split, "{}"),
        Post(400, Request, Split, """{"operationId":null}"""),
        Post(400, Request, Split, """{"operationId":7}"""),
        Post(400, Request, Split, """{"operationId":["op_0ff_0123456789abcdefghjkmnpq"]}"""),
        Post(400, Request, Split, """{"operationid":"op_0ff_0123456789abcdefghjkmnpq"}"""),
        Post(400, Request, Split, """{"operationId":"op_0ff_0123456789abcdefghjkmnpq","reason":null}"""),
        Post(400, Request, Split, """{"operationId":"op_0ff_0123456789abcdefghjkmnpq","reason":"a\u001fb"}"""),
        Post(400, Request, Split, $$"""{"operationId":"op_0ff_0123456789abcdefghjkmnpq","reason":"{{new string('r', 201)}}"}"""),
        Post(400, Request, Split, """{"operationId":"op_0ff_0123456789abcdefghjkmnpq","app":"shop"}"""),
        Post(400, Request, $"{Split}?operationId=op_1", Good),
        Get(400, Request, $"{Look}?state=pending").As(TestKeys.Operator),
        Get(400, Request, "/ops/v1/operations/%zz").As(TestKeys.Operator),
        Get(400, Request, Look, "X-Timeout-Ms: 10001").As(TestKeys.Operator),
        Post(400, "idempotency-key-missing", Split, Good).With(),
        Post(400, "idempotency-key-missing", Split, Good).With("Idempotency-Key: two words"),
        Post(400, "idempotency-key-missing", Split, """{"operationId":"made up"}""").With(),
        Post(404, Unknown, Split, Good),
        Post(404, Unknown, Split, """{"operationId":""}"""),
        Post(404, Unknown, Split, """{"operationId":"made up"}"""),
        Post(404, Unknown, Split, """{"operationId":"op_fff_0123456789abcdefghjkmnpq"}"""),
        Post(404, Unknown, Split, """{"operationId":"op_0FF_0123456789abcdefghjkmnpq"}"""),
        Post(404, Unknown, Split, $$"""{"operationId":"op_0ff_{{Long}}"}"""),
        Get(404, Unknown, Look).As(TestKeys.Operator),
        Get(404, Unknown, "/ops/v1/operations/pending").As(TestKeys.Operator),
        Get(404, Unknown, $"/ops/v1/operations/{Long}").As(TestKeys.Operator),
        Get(404, Unknown, "/ops/v1/operations/op_7ff_%F0%9F%99%82").As(TestKeys.Operator),
    ];
}
