namespace Orleans.Runtime;

[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}
