using System.Text.Json.Serialization;

namespace MemberGrains.Ops.Loading;

/// <summary>The files a load keeps beside its input.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false)]
[JsonSerializable(typeof(LoadProgress))]
[JsonSerializable(typeof(RefusedRow))]
internal sealed partial class LoadJson : JsonSerializerContext;
