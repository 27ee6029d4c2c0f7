using System.Text;
using System.Text.Json;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Interfaces.Tests.Json;

public sealed class RelationJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void A_relation_is_written_as_the_contract_shows_it()
    {
        var state = new IdentityState(
            "m01", At, 3,
            [new(new("elong:000123"), "app-b", At), new(new("phone:+8613912345678"), "app-a", At.AddMilliseconds(-23))],
            ["m00"], IdentityStatus.Quarantined, At);
        var written = Written(new Relation(new("phone:+8613912345678"), 7, state));
        Assert.Equal("phone:+8613912345678", written.GetProperty("identity").GetString());
        Assert.Equal(
            ["identity", "memberId", "version", "status", "identities", "formerMemberIds", "updatedAt"],
            written.EnumerateObject().Select(property => property.Name));
        Assert.Equal("m01", written.GetProperty("memberId").GetString());
        Assert.Equal(7, written.GetProperty("version").GetInt64());
        Assert.Equal("quarantined", written.GetProperty("status").GetString());
        Assert.Equal(["m00"], written.GetProperty("formerMemberIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("2026-11-21T12:00:00.123Z", written.GetProperty("updatedAt").GetString());
        var phone = written.GetProperty("identities")[1];
        Assert.Equal(["key", "kind", "value", "app", "boundAt"], phone.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["phone:+8613912345678", "phone", "+8613912345678", "app-a", "2026-11-21T12:00:00.100Z"],
            phone.EnumerateObject().Select(property => property.Value.GetString()));
    }

    [Fact]
    public void An_active_identity_without_former_ids_says_so()
    {
        var written = Written(new Relation(new("elong:000123"), 1, new IdentityState("m01", At, 1, [new(new("elong:000123"), "app", At)], [], IdentityStatus.Active, At)));
        Assert.Equal("active", written.GetProperty("status").GetString());
        Assert.Equal(0, written.GetProperty("formerMemberIds").GetArrayLength());
    }

    [Theory]
    [InlineData("2026-11-21T12:00:00.9999999+00:00", "2026-11-21T12:00:00.999Z")]
    [InlineData("2026-11-21T12:00:00.0000001+00:00", "2026-11-21T12:00:00.000Z")]
    [InlineData("2026-11-21T20:00:00.5+08:00", "2026-11-21T12:00:00.500Z")]
    public void Times_are_cut_to_the_millisecond_and_written_as_utc(string given, string wire)
    {
        var time = DateTimeOffset.Parse(given, System.Globalization.CultureInfo.InvariantCulture).CutToMilliseconds();
        Assert.Equal(0, time.Ticks % TimeSpan.TicksPerMillisecond);
        Assert.Equal(wire, time.ToWire());
    }

    private static JsonElement Written(Relation relation)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) RelationJson.Write(writer, relation);
        return JsonElement.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
