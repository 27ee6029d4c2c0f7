namespace Orleans;

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
internal sealed class IdAttribute(uint id) : Attribute
{
    public uint Id { get; } = id;
}
