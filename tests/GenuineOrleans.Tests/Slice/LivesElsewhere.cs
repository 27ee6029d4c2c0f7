using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemberGrains.GenuineOrleans.Tests.Slice;

/// <summary>
/// The approved list of the slice's types whose genuine assembly does not download: one <c>type = assembly</c> a line.
/// Where the downloads themselves refer to such a type, they say where it lives, and the list must agree.
/// </summary>
internal static class LivesElsewhere
{
    public static IReadOnlyDictionary<string, string> Approved { get; } = File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Approved", "LivesElsewhere.txt"))
        .Where(l => l.Length > 0 && l[0] != '#')
        .Select(l => l.Split(" = "))
        .ToDictionary(l => l[0], l => l[1]);

    public static IEnumerable<string> Disagreements(IReadOnlyDictionary<string, string> approved, IEnumerable<string> genuinePaths)
    {
        var known = genuinePaths.SelectMany(References).DistinctBy(r => r.Type).ToDictionary(r => r.Type, r => r.Assembly);
        return from entry in approved
               where known.TryGetValue(entry.Key, out var assembly) && assembly != entry.Value
               select $"{entry.Key} is approved as living in {entry.Value}, but Orleans itself finds it in {known[entry.Key]}";
    }

    private static List<(string Type, string Assembly)> References(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        return
        [
            .. from handle in metadata.TypeReferences
               let type = metadata.GetTypeReference(handle)
               where type.ResolutionScope.Kind == HandleKind.AssemblyReference
               let assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope)
               select ($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", metadata.GetString(assembly.Name)),
        ];
    }
}
