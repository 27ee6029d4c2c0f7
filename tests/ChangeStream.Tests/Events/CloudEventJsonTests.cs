using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MemberGrains.ChangeStream.Events;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Testing;

namespace MemberGrains.ChangeStream.Tests.Events;

/// <summary>The event is a public contract: a difference to the approved copy is a decision, with a new line in docs/events.md.</summary>
public sealed class CloudEventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 30, 0, 123, TimeSpan.Zero);
    private static readonly IdentityKey Phone = new("phone:+8613912345678"), Union = new("unionid:oX_Abc-123");

    private static IdentityState State(string member, long version, IdentityStatus status, string[] former, params IdentityKey[] keys) => new(
        member, At.AddDays(-1), version, [.. keys.Select(key => new BoundIdentity(key, "hotel-app", At.AddHours(-1)))], [.. former], status, At);

    [Fact]
    public void A_bind_with_everything_set_is_as_approved()
    {
        var entry = new HistoryEntry(
            3, At, "op_1ff_abcdefghij", ChangeType.Bound, "order-service", "hotel-app", "同一个人",
            State("m1", 2, IdentityStatus.Active, [], Phone),
            State("m1", 3, IdentityStatus.Quarantined, ["m2"], Phone, Union),
            [new MemberTouch("m1", 3, [Phone, Union], null), new MemberTouch("m2", 3, [], "m1"), new MemberTouch("m3", 3, [], null)],
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        Assert.Equal(Approved("bound"), Pretty(new ChangeEvent(Phone, entry)));
    }

    [Fact]
    public void A_registration_without_anything_optional_is_as_approved()
    {
        var entry = new HistoryEntry(
            1, At, "op_000_abcdefghij", ChangeType.Registered, "order-service", null, null, null,
            State("m9", 1, IdentityStatus.Active, [], Union),
            [new MemberTouch("m9", 1, [Union], null)], null);
        Assert.Equal(Approved("registered"), Pretty(new ChangeEvent(Union, entry)));
    }

    [Theory]
    [InlineData(ChangeType.Registered)]
    [InlineData(ChangeType.Bound)]
    [InlineData(ChangeType.Unbound)]
    [InlineData(ChangeType.Replaced)]
    [InlineData(ChangeType.Merged)]
    [InlineData(ChangeType.Split)]
    [InlineData(ChangeType.Quarantined)]
    [InlineData(ChangeType.Released)]
    public void Every_type_of_change_has_its_documented_event_type(ChangeType type)
    {
        var entry = new HistoryEntry(1, At, "op_000_a", type, "c", null, null, null, State("m9", 1, IdentityStatus.Active, [], Union), [], null);
        using var json = JsonDocument.Parse(Render(new ChangeEvent(Union, entry)));
        string name = json.RootElement.GetProperty("type").GetString()!;
        Assert.StartsWith(CloudEventJson.TypePrefix, name, StringComparison.Ordinal);
        Assert.Contains($"`{name}`", File.ReadAllText(Path.Combine(Repository(), "docs", "events.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_is_read_back_as_it_was_written()
    {
        ImmutableArray<ChangeEvent> events = [SomeEvents.Full(Phone), SomeEvents.Bare(Union), new ChangeEvent(Phone, SomeEvents.Entry(Phone, 2))];
        Assert.Equal(events.ToArray(), CloudEventReader.ReadBatch(Batch(events)).ToArray());
    }

    [Fact]
    public void A_batch_is_an_array_of_the_very_events()
    {
        ImmutableArray<ChangeEvent> events = [SomeEvents.Full(Phone), SomeEvents.Bare(Union)];
        string batch = Encoding.UTF8.GetString(Batch(events));
        Assert.Equal($"[{Encoding.UTF8.GetString(Render(events[0]))},{Encoding.UTF8.GetString(Render(events[1]))}]", batch);
    }

    [Fact]
    public void Fields_that_are_not_known_yet_are_passed_over()
    {
        var full = SomeEvents.Full(Phone);
        string batch = Encoding.UTF8.GetString(Batch([full])).Replace("\"specversion\":", "\"later\":{\"a\":[1]},\"specversion\":", StringComparison.Ordinal);
        Assert.Equal([full], CloudEventReader.ReadBatch(Encoding.UTF8.GetBytes(batch)).ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("[{\"type\":\"another.thing\"}]")]
    [InlineData("[{\"type\":\"dev.membergrains.identity.bound\",\"data\":{\"version\":\"three\"}}]")]
    public void What_is_no_batch_of_events_is_told_so(string json) =>
        Assert.Throws<FormatException>(() => CloudEventReader.ReadBatch(Encoding.UTF8.GetBytes(json)));

    private static byte[] Batch(ImmutableArray<ChangeEvent> events)
    {
        var output = new ArrayBufferWriter<byte>();
        CloudEventJson.WriteBatch(output, events);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Render(ChangeEvent change)
    {
        var output = new ArrayBufferWriter<byte>();
        CloudEventJson.Write(output, change);
        return output.WrittenSpan.ToArray();
    }

    private static string Pretty(ChangeEvent change)
    {
        using var json = JsonDocument.Parse(Render(change));
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            json.RootElement.WriteTo(writer);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Approved(string name) =>
        File.ReadAllText(Path.Combine(Repository(), "tests", "ChangeStream.Tests", "Events", "Approved", name + ".json")).TrimEnd();

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
