using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>An index with what was set explicitly.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">By full name; only those that were set.</param>
/// <param name="Mapping">As it is.</param>
/// <param name="Aliases">Alias to whether it writes here.</param>
internal sealed record PicturedIndex(string Name, ImmutableDictionary<string, string> Settings, JsonElement Mapping, ImmutableDictionary<string, bool> Aliases)
{
    /// <summary>A setting; null where it was not set.</summary>
    public string? Setting(string name) => Settings.GetValueOrDefault(name);

    /// <summary>A setting that is a number; <paramref name="unset"/> where it was not set.</summary>
    public int Number(string name, int unset) => Setting(name) is { } text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : unset;
}
