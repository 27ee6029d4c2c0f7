using System.Text.Json;

namespace MemberGrains.Ops.Loading;

/// <summary>Reads a line strictly: a misspelt field is a mistake to report, not one to pass over.</summary>
internal static class LoadLineParser
{
    /// <summary>Code of a line that is not one of the known operations.</summary>
    public const string BadLine = "bad-line";

    private static readonly string[] _registerFields = ["op", "identity", "app", "key"];
    private static readonly string[] _bindFields = ["op", "a", "b", "app", "key"];

    public static LoadLine Parse(long number, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Parse(number, document.RootElement)
                : Bad(number, "not a JSON object");
        }
        catch (JsonException)
        {
            return Bad(number, "not JSON");
        }
    }

    private static LoadLine Parse(long number, JsonElement line)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in line.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String) return Bad(number, $"'{Shorten(property.Name)}' is not a string");
            if (!fields.TryAdd(property.Name, property.Value.GetString()!)) return Bad(number, $"'{Shorten(property.Name)}' stands twice");
        }

        return fields.GetValueOrDefault("op") switch
        {
            "register" => Problem(fields, _registerFields) is { } problem
                ? Bad(number, problem)
                : new LoadLine.Register(number, fields["identity"], fields["app"]),
            "bind" => Problem(fields, _bindFields) is { } problem
                ? Bad(number, problem)
                : new LoadLine.Bind(number, fields["a"], fields["b"], fields["app"], fields.GetValueOrDefault("key")),
            null => Bad(number, "'op' is missing"),
            var op => Bad(number, $"unknown op '{Shorten(op)}'"),
        };
    }

    private static string? Problem(Dictionary<string, string> fields, string[] known)
    {
        foreach (string name in known)
        {
            if (name != "key" && !fields.ContainsKey(name)) return $"'{name}' is missing";
        }

        foreach (string name in fields.Keys)
        {
            if (!known.Contains(name)) return $"unknown field '{Shorten(name)}'";
        }

        return null;
    }

    private static LoadLine.Unsendable Bad(long number, string detail) => new(number, BadLine, detail);

    private static string Shorten(string text) => text.Length <= 32 ? text : text[..32];
}
