using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemberGrains.ChangeStream.Events;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Testing;

namespace MemberGrains.ChangeStream.Tests.Events;

/// <summary>docs/events.schema.json describes what is written, all of it and nothing else.</summary>
public sealed class EventSchemaTests
{
    [Fact]
    public void Events_fit_their_schema()
    {
        Assert.Empty(Problems(SomeEvents.Full(Some.Phone())));
        Assert.Empty(Problems(SomeEvents.Bare(Some.UnionId())));
    }

    [Theory]
    [InlineData("data.after.memberId")]
    [InlineData("data.members")]
    [InlineData("type")]
    public void An_event_that_lacks_a_field_does_not_fit(string path) =>
        Assert.Contains(Problems(SomeEvents.Full(Some.Phone()), json => Parent(json, path).Remove(path.Split('.')[^1])), problem => problem.EndsWith("is missing", StringComparison.Ordinal));

    [Fact]
    public void A_field_that_the_schema_does_not_name_is_noticed() =>
        Assert.Equal(["$.data.after.new is not in the schema"], Problems(SomeEvents.Full(Some.Phone()), json => Parent(json, "data.after.new")["new"] = 1));

    [Fact]
    public void Another_type_of_change_does_not_fit() =>
        Assert.Contains(Problems(SomeEvents.Full(Some.Phone()), json => json["type"] = "dev.membergrains.identity.sold"), problem => problem.StartsWith("$.type is none of", StringComparison.Ordinal));

    private static JsonObject Parent(JsonObject json, string path) =>
        path.Split('.')[..^1].Aggregate(json, (parent, name) => parent[name]!.AsObject());

    private static List<string> Problems(ChangeEvent change, Action<JsonObject>? alter = null)
    {
        var output = new ArrayBufferWriter<byte>();
        CloudEventJson.Write(output, change);
        var json = JsonNode.Parse(output.WrittenSpan)!.AsObject();
        alter?.Invoke(json);
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository(), "docs", "events.schema.json")));
        using var document = JsonDocument.Parse(json.ToJsonString());
        return [.. new SchemaCheck(schema.RootElement).Check(document.RootElement)];
    }

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
