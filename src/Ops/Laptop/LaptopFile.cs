using System.Text.Json.Serialization;

namespace MemberGrains.Ops.Laptop;

/// <summary>What a running laptop writes into its data directory, readable by its owner only.</summary>
/// <param name="Gateways">Base address by center.</param>
/// <param name="Keys">Key by class: order, marketing, operator.</param>
/// <param name="Pid">Its process.</param>
/// <param name="Control">Base address of the laptop's own endpoint (verify, rebuild), which is no part of the gateways' contract.</param>
internal sealed record LaptopFile(
    IReadOnlyDictionary<string, Uri> Gateways,
    IReadOnlyDictionary<string, string> Keys,
    int Pid,
    Uri Control);

/// <summary>Reads it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LaptopFile))]
internal sealed partial class LaptopJson : JsonSerializerContext;
