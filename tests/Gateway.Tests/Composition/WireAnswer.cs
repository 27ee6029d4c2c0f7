using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>An answer as it came over the wire.</summary>
public sealed record WireAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The problem's code; null if the answer is none.</summary>
    public string? Code => Header("Content-Type") == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    /// <summary>The staleness the answer claims.</summary>
    public long Staleness => long.Parse(Header("X-Staleness-Ms")!, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The one value of a header; null if it was not sent.</summary>
    public string? Header(string name)
    {
        var values = Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToList();
        Assert.True(values.Count <= 1, $"{name} was sent {values.Count} times.");
        return values.FirstOrDefault();
    }
}
