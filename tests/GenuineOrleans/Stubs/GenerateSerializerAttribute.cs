namespace Orleans;

// The stubs stand for the few attributes that live in Orleans.Serialization.Abstractions, an assembly that the package
// registries of some of our builds do not hold. They are declared as there and nothing else is stubbed.

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
internal sealed class GenerateSerializerAttribute : Attribute
{
    public bool IncludePrimaryConstructorParameters { get; init; }
}
