namespace Orleans;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class CollectionAgeLimitAttribute : Attribute
{
    public double Minutes { get; set; }
}
