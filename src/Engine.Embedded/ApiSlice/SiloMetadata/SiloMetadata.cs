using System.Collections.Immutable;

namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>What a silo says of itself to the others, such as its center.</summary>
[GenerateSerializer]
[Alias("Orleans.Runtime.MembershipService.SiloMetadata.SiloMetadata")]
public record SiloMetadata
{
    public static SiloMetadata Empty { get; } = new();

    [Id(0)]
    public ImmutableDictionary<string, string> Metadata { get; private init; } = ImmutableDictionary<string, string>.Empty;

    internal static SiloMetadata Of(IEnumerable<KeyValuePair<string, string>> values) =>
        new() { Metadata = ImmutableDictionary.CreateRange(values) };
}
