using System.Text.Json.Serialization;

namespace MemberGrains.Local.Control;

/// <summary>The endpoint's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VerifyAnswer))]
[JsonSerializable(typeof(RebuildAnswer))]
[JsonSerializable(typeof(RebuildProgress))]
[JsonSerializable(typeof(RolesAnswer))]
[JsonSerializable(typeof(CentersAnswer))]
[JsonSerializable(typeof(ControlProblem))]
internal sealed partial class ControlJson : JsonSerializerContext;
