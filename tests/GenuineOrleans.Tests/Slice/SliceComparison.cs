using Microsoft.CodeAnalysis;

namespace MemberGrains.GenuineOrleans.Tests.Slice;

/// <summary>
/// Compares every public type that the slice has in Orleans' namespaces with the genuine one. A type whose genuine assembly
/// does not download must stand in an approved list with the assembly it lives in, so that the list can not grow unseen.
/// </summary>
/// <param name="genuine">The downloads.</param>
/// <param name="further">Genuine assemblies that this machine has beyond them.</param>
/// <param name="livesElsewhere">The approved list: metadata name of the type to the simple name of its assembly.</param>
internal sealed class SliceComparison(
    IReadOnlyCollection<IAssemblySymbol> genuine,
    IReadOnlyCollection<IAssemblySymbol> further,
    IReadOnlyDictionary<string, string> livesElsewhere)
{
    public IEnumerable<string> Drifts(IAssemblySymbol slice)
    {
        var types = TypeWalk.OrleansTypes(slice).ToList();
        foreach (var drift in types.SelectMany(Drifts))
            yield return drift;
        foreach (var stale in livesElsewhere.Keys.Except(types.Select(Signatures.MetadataName)))
            yield return $"{stale} is approved as living elsewhere, but the slice has no such type";
    }

    private IEnumerable<string> Drifts(INamedTypeSymbol type)
    {
        var name = Signatures.MetadataName(type);
        var approved = livesElsewhere.GetValueOrDefault(name);
        if (Find(genuine, name) is { } downloaded)
        {
            return approved is null
                ? TypeComparison.Drifts(type, downloaded)
                : [$"{name} is approved as living in {approved}, but it downloads with {downloaded.ContainingAssembly.Name}"];
        }

        if (approved is null)
            return [$"{name} is not in the genuine assemblies; if it is real, approve it with the assembly that it lives in"];
        if (Find(further, name) is not { } read)
            return [];
        return read.ContainingAssembly.Name == approved
            ? TypeComparison.Drifts(type, read)
            : [$"{name} is approved as living in {approved}, but it lives in {read.ContainingAssembly.Name}"];
    }

    private static INamedTypeSymbol? Find(IEnumerable<IAssemblySymbol> assemblies, string name) => assemblies
        .Select(a => a.GetTypeByMetadataName(name))
        .FirstOrDefault(t => t is not null && TypeWalk.IsSeen(t.DeclaredAccessibility));
}
