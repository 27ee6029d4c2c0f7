namespace Orleans.Runtime;

[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute, IFacetMetadata, IPersistentStateConfiguration
{
    public PersistentStateAttribute(string stateName, string storageName = null!)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        (StateName, StorageName) = (stateName, storageName);
    }

    public string StateName { get; }

    public string StorageName { get; }
}
