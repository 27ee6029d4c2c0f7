using System.Text.Json;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>No field is analysed text: nobody searches words, and text costs memory and indexing time.</summary>
internal sealed class KeywordOnlyRule : ILintRule
{
    private static readonly string[] _analysed = ["text", "match_only_text", "search_as_you_type", "annotated_text"];

    public string Name => "keyword-only";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        from field in Fields(index.Mapping, string.Empty)
        where _analysed.Contains(field.Type)
        select (index.Name, $"field {field.Path} is {field.Type}");

    private static IEnumerable<(string Path, string Type)> Fields(JsonElement mapping, string prefix)
    {
        foreach (string children in new[] { "properties", "fields" })
        {
            if (!mapping.TryGetProperty(children, out var fields)) continue;
            foreach (var field in fields.EnumerateObject())
            {
                string path = prefix + field.Name;
                if (field.Value.TryGetProperty("type", out var type)) yield return (path, type.GetString()!);
                foreach (var inner in Fields(field.Value, path + ".")) yield return inner;
            }
        }
    }
}

/// <summary>A field nobody declared is refused, not guessed: a guess is text.</summary>
internal sealed class StrictMappingRule : ILintRule
{
    public string Name => "strict-mapping";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        let dynamic = index.Mapping.TryGetProperty("dynamic", out var value) ? value.ToString() : "unset"
        where dynamic != "strict"
        select (index.Name, $"dynamic is {dynamic}");
}

/// <summary>A request without routing would ask, or fill, any shard: it is refused.</summary>
internal sealed class RoutingRequiredRule : ILintRule
{
    public string Name => "routing-required";

    public IEnumerable<(string Subject, string Detail)> Check(ClusterPicture picture) =>
        from index in picture.Ours
        where !(index.Mapping.TryGetProperty("_routing", out var routing) && routing.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True)
        select (index.Name, "_routing is not required");
}
