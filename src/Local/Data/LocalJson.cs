using System.Text.Json.Serialization;

namespace MemberGrains.Local.Data;

/// <summary>The files a laptop writes for its owner's tools.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LaptopKeys))]
[JsonSerializable(typeof(ReadyFile))]
[JsonSerializable(typeof(LaptopFile))]
internal sealed partial class LocalJson : JsonSerializerContext;
