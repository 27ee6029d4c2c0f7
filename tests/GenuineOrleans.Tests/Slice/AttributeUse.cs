using Microsoft.CodeAnalysis;

namespace MemberGrains.GenuineOrleans.Tests.Slice;

/// <summary>Where an attribute may stand: it decides what compiles.</summary>
internal sealed record AttributeUse(AttributeTargets Targets, bool AllowMultiple, bool Inherited)
{
    /// <summary>Null when the type is no attribute.</summary>
    public static AttributeUse? Of(INamedTypeSymbol type)
    {
        if (!TypeWalk.Lineage(type).Any(t => t is { Name: nameof(Attribute), ContainingNamespace.Name: nameof(System) }))
            return null;

        var usage = TypeWalk.Lineage(type)
            .SelectMany(t => t.GetAttributes())
            .FirstOrDefault(a => a.AttributeClass?.Name == nameof(AttributeUsageAttribute));
        return new(
            (AttributeTargets)(usage?.ConstructorArguments.FirstOrDefault().Value ?? (int)AttributeTargets.All),
            Named(nameof(AttributeUsageAttribute.AllowMultiple), false),
            Named(nameof(AttributeUsageAttribute.Inherited), true));

        bool Named(string name, bool otherwise) =>
            usage?.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value as bool? ?? otherwise;
    }
}
