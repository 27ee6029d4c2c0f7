namespace Orleans;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class AliasAttribute(string alias) : Attribute
{
    public string Alias { get; } = alias;
}
