using Microsoft.CodeAnalysis;

namespace MemberGrains.GenuineOrleans.Tests.Slice;

/// <summary>
/// One type of the slice against the genuine one. The slice may have less; what it has must be there, and must promise no
/// more than Orleans does (a type that is sealed there is sealed here).
/// </summary>
internal static class TypeComparison
{
    public static IEnumerable<string> Drifts(INamedTypeSymbol slice, INamedTypeSymbol genuine) =>
        Shape(slice, genuine)
            .Concat(Ancestors(slice, genuine))
            .Concat(TypeWalk.Members(slice).SelectMany(m => MemberDrifts(m, genuine)))
            .Select(drift => $"{Signatures.Name(slice)}: {drift}");

    private static IEnumerable<string> Shape(INamedTypeSymbol slice, INamedTypeSymbol genuine)
    {
        if (slice.TypeKind != genuine.TypeKind)
            yield return $"is a {slice.TypeKind}, Orleans has a {genuine.TypeKind}";
        if (slice.IsStatic != genuine.IsStatic)
            yield return slice.IsStatic ? "is static, Orleans' is not" : "is not static, Orleans' is";
        if (genuine.IsSealed && !slice.IsSealed)
            yield return "is not sealed, Orleans' is";
        if (genuine.IsAbstract && !slice.IsAbstract)
            yield return "is not abstract, Orleans' is";
        if (slice.DeclaredAccessibility != genuine.DeclaredAccessibility)
            yield return $"is {slice.DeclaredAccessibility}, Orleans' is {genuine.DeclaredAccessibility}";
        if (Signatures.Declaration(slice) is var here && Signatures.Declaration(genuine) is var there && here != there)
            yield return $"is declared {here}, in Orleans {there}";
        if (slice.EnumUnderlyingType is { } underlying && genuine.EnumUnderlyingType is { } original && Signatures.Name(underlying) != Signatures.Name(original))
            yield return $"is an enum of {Signatures.Name(underlying)}, Orleans' is one of {Signatures.Name(original)}";
        if (AttributeUse.Of(slice) is { } use && AttributeUse.Of(genuine) is { } originalUse && use != originalUse)
            yield return $"may be used on {use}, Orleans' on {originalUse}";
    }

    private static IEnumerable<string> Ancestors(INamedTypeSymbol slice, INamedTypeSymbol genuine)
    {
        var lineage = TypeWalk.Lineage(genuine).Select(Signatures.Name).ToHashSet();
        if (slice.BaseType is { SpecialType: not SpecialType.System_Object } parent && !lineage.Contains(Signatures.Name(parent)))
            yield return $"derives from {Signatures.Name(parent)}, which Orleans' does not";

        var interfaces = genuine.AllInterfaces.Select(Signatures.Name).ToHashSet();
        foreach (var claimed in slice.AllInterfaces.Where(i => i.DeclaredAccessibility == Accessibility.Public).Select(Signatures.Name).Where(i => !interfaces.Contains(i)))
            yield return $"claims {claimed}, which Orleans' does not";
    }

    private static IEnumerable<string> MemberDrifts(ISymbol member, INamedTypeSymbol genuine)
    {
        var signature = Signatures.Member(member);
        var candidates = TypeWalk.Lineage(genuine).SelectMany(TypeWalk.Members).Where(m => m.Name == member.Name).ToList();
        var original = candidates.Find(m => Signatures.Member(m) == signature);
        if (original is null)
        {
            yield return candidates.Count == 0
                ? $"{signature} is not in Orleans"
                : $"{signature} is not in Orleans, which has {string.Join(" | ", candidates.Select(Signatures.Member))}";
            yield break;
        }

        if (IsOverridable(member) && !IsOverridable(original))
            yield return $"{signature} can be overridden, Orleans' can not";
        if (original.IsAbstract && !member.IsAbstract)
            yield return $"{signature} has a body, Orleans' must be implemented";
        if (member is IPropertySymbol property && original is IPropertySymbol genuineProperty)
        {
            foreach (var accessor in AccessorDrifts(property, genuineProperty))
                yield return $"{signature} {accessor}";
        }
    }

    private static IEnumerable<string> AccessorDrifts(IPropertySymbol property, IPropertySymbol genuine)
    {
        if (Seen(property.GetMethod) && !Seen(genuine.GetMethod))
            yield return "can be read, Orleans' can not";
        if (!Seen(property.SetMethod))
            yield break;
        if (!Seen(genuine.SetMethod))
            yield return "can be set, Orleans' can not";
        else if (property.SetMethod!.IsInitOnly != genuine.SetMethod!.IsInitOnly)
            yield return property.SetMethod.IsInitOnly ? "is init-only, Orleans' is not" : "can be set at any time, Orleans' is init-only";
    }

    private static bool Seen(IMethodSymbol? accessor) => accessor is not null && TypeWalk.IsSeen(accessor.DeclaredAccessibility);

    private static bool IsOverridable(ISymbol member) =>
        !member.ContainingType.IsSealed && (member.IsVirtual || member.IsAbstract || (member.IsOverride && !member.IsSealed));
}
