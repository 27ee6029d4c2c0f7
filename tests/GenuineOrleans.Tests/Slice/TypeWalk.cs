using Microsoft.CodeAnalysis;

namespace MemberGrains.GenuineOrleans.Tests.Slice;

/// <summary>What a caller outside the assembly can see.</summary>
internal static class TypeWalk
{
    /// <summary>Public types, nested ones included, in Orleans' namespaces, ordered by name.</summary>
    public static IEnumerable<INamedTypeSymbol> OrleansTypes(IAssemblySymbol assembly) => Namespaces(assembly.GlobalNamespace)
        .SelectMany(n => n.GetTypeMembers())
        .SelectMany(WithNested)
        .Where(IsOrleans)
        .OrderBy(Signatures.MetadataName, StringComparer.Ordinal);

    public static bool IsOrleans(ITypeSymbol type) => IsOrleansName(type.ContainingNamespace?.ToDisplayString() ?? "");

    /// <summary>Public and protected members that a person wrote; accessors are compared with their property.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers()
        .Where(m => IsSeen(m.DeclaredAccessibility) && m is not INamedTypeSymbol)
        .Where(m => m is not IMethodSymbol { AssociatedSymbol: not null });

    public static bool IsSeen(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    /// <summary>The type, the types it derives from and the interfaces it has: where an inherited member may be declared.</summary>
    public static IEnumerable<INamedTypeSymbol> Lineage(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var inherited in type.AllInterfaces)
                yield return inherited;
        }
    }

    private static bool IsOrleansName(string name) => name == "Orleans" || name.StartsWith("Orleans.", StringComparison.Ordinal);

    private static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol root) =>
        root.GetNamespaceMembers().SelectMany(Namespaces).Prepend(root);

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) => IsSeen(type.DeclaredAccessibility)
        ? type.GetTypeMembers().SelectMany(WithNested).Prepend(type)
        : [];
}
