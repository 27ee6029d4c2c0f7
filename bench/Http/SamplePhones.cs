using System.Text.Json;

namespace MemberGrains.Bench.Http;

/// <summary>Phones that a sample file registers.</summary>
internal static class SamplePhones
{
    /// <summary>Each once, in normal form.</summary>
    public static IEnumerable<string> In(string file) => File.ReadLines(file)
        .Where(line => line.StartsWith("{\"op\":\"bind\",\"a\":\"phone:+86", StringComparison.Ordinal) && !line.Contains(' ', StringComparison.Ordinal) && line.Contains("\"b\":\"unionid:o", StringComparison.Ordinal))
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("a").GetString()!["phone:".Length..])
        .Distinct();
}
