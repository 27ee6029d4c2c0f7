namespace MemberGrains.Ops.Samples;

/// <summary>Lines no gateway may take, of the sorts that real exports are full of.</summary>
internal static class DirtyLines
{
    private static readonly string[] _phones =
        ["phone:12345", "phone:+8612345678901", "phone:139123456", "phone:1391234567x", "phone:+0123456789", "phone:", "phone:+86-139-1234-567", "phone:23912345678"];

    private static readonly string[] _blocked =
        ["phone:13800000000", "phone:+86 138 0013 8000", "phone:13000000000", "unionid:null", "unionid:undefined", "elong:000000", "elong:0", "unionid:Anonymous", "phone:-1"];

    private static readonly string[] _kinds = ["wechat:wx12345678", "email:someone@example.com", "Phone:13912345678", "openid:o12345678", "13912345678"];

    private static readonly string[] _apps = ["Travel App", "", "-mini", "travel_app"];

    private static readonly string[] _broken =
        ["{\"op\":\"register\",\"identity\":\"phone:139", "not json at all", "[]", "{\"op\":\"delete\",\"identity\":\"phone:13912345678\"}", "{\"op\":\"bind\",\"a\":\"phone:13912345678\"}", "{\"op\":\"register\",\"identity\":139,\"app\":\"travel-app\"}"];

    public static SampleLine Any(Person person, ref PinnedRandom random) => random.Below(10) switch
    {
        < 4 => new(Phrases.Register(Pick(_phones, ref random), "travel-app"), new("malformed-phone", 400, "invalid-identity")),
        < 6 => new(Phrases.Register(Pick(_blocked, ref random), "travel-mini"), new("blocked-value", 400, "blocked-value")),
        6 => new(Phrases.Bind(person.Phone, Pick(_kinds, ref random), "travel-app"), new("unknown-kind", 400, "invalid-identity")),
        7 => new(Phrases.Register(person.Phone, Pick(_apps, ref random)), new("malformed-app", 400, "invalid-request")),
        8 => new(Phrases.Bind(person.Phone, person.Phone, "travel-app"), new("bound-to-itself", 400, "invalid-request")),
        _ => new(Pick(_broken, ref random), new("broken-line", 0, "bad-line")),
    };

    private static string Pick(string[] values, ref PinnedRandom random) => values[random.Below(values.Length)];
}
