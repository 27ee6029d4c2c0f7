using System.Text.Json;

namespace MemberGrains.ChangeStream.Tests.Events;

/// <summary>As much of JSON Schema as docs/events.schema.json uses, and strict beyond it: a property that it does not name is an error.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private static readonly HashSet<string> _words = new(StringComparer.Ordinal)
    {
        "$schema", "$defs", "$ref", "title", "type", "required", "properties", "items", "enum", "const", "anyOf", "format", "minimum", "maximum", "minLength", "minItems",
    };

    /// <summary>What is wrong with a document; empty if nothing is.</summary>
    public IEnumerable<string> Check(JsonElement value) => Check(root, value, "$");

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference)) schema = root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
        return Words(schema, path)
            .Concat(Choices(schema, value, path))
            .Concat(Kind(schema, value, path))
            .Concat(Members(schema, value, path))
            .Concat(Items(schema, value, path));
    }

    private static IEnumerable<string> Words(JsonElement schema, string path) =>
        from word in schema.EnumerateObject() where !_words.Contains(word.Name) select $"{path}: this check does not know '{word.Name}'";

    private IEnumerable<string> Choices(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("const", out var only) && only.GetString() != value.GetString()) yield return $"{path} is not {only}";
        if (schema.TryGetProperty("enum", out var some) && some.EnumerateArray().All(one => one.GetString() != value.GetString())) yield return $"{path} is none of {some}";
        if (schema.TryGetProperty("anyOf", out var any) && any.EnumerateArray().All(one => Check(one, value, path).Any())) yield return $"{path} fits nothing";
    }

    private static IEnumerable<string> Kind(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];
            if (!names.Contains(NameOf(value))) yield return $"{path} is {NameOf(value)}, not {type}";
        }

        if (schema.TryGetProperty("minimum", out var least) && value.GetInt64() < least.GetInt64()) yield return $"{path} is under {least}";
        if (schema.TryGetProperty("maximum", out var most) && value.GetInt64() > most.GetInt64()) yield return $"{path} is over {most}";
        if (schema.TryGetProperty("minLength", out _) && value.GetString() is "") yield return $"{path} is empty";
        if (schema.TryGetProperty("minItems", out _) && value.GetArrayLength() == 0) yield return $"{path} is empty";
        if (schema.TryGetProperty("format", out _) && !value.TryGetDateTimeOffset(out _)) yield return $"{path} is no time";
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) yield break;
        foreach (var name in schema.GetProperty("required").EnumerateArray())
        {
            if (!value.TryGetProperty(name.GetString()!, out _)) yield return $"{path}.{name} is missing";
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(member.Name, out var its)) yield return $"{path}.{member.Name} is not in the schema";
            else foreach (string problem in Check(its, member.Value, $"{path}.{member.Name}")) yield return problem;
        }
    }

    private IEnumerable<string> Items(JsonElement schema, JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items)
            ? value.EnumerateArray().SelectMany((item, i) => Check(items, item, $"{path}[{i}]"))
            : [];

    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "integer",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "boolean",
    };
}
