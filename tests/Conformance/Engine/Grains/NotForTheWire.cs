namespace MemberGrains.Conformance.Engine;

/// <summary>Has no [GenerateSerializer], on purpose.</summary>
public sealed class NotForTheWire
{
    public string Name { get; set; } = string.Empty;
}
