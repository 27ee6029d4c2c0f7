using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemberGrains.Architecture.Tests.Reading;

/// <summary>The assembly that a project of src was built into: what it really uses, whatever its project file says.</summary>
/// <param name="Name">The room, e.g. <c>Grains</c>.</param>
/// <param name="References">Simple names of the assemblies its code uses.</param>
/// <param name="Types">Full names of the types of other assemblies that its code uses.</param>
internal sealed record BuiltRoom(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Types)
{
    /// <summary>Members of types of other assemblies that its code uses: <c>Namespace.Type.Member</c>.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    private const string Product = "MemberGrains.";
    private static readonly Lazy<IReadOnlyList<BuiltRoom>> Built = new(() =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "built-rooms.txt")).Select(Read)]);

    /// <summary>The rooms built together with these tests (the list is written by the project file).</summary>
    public static IReadOnlyList<BuiltRoom> All => Built.Value;

    /// <summary>Names of the rooms that this one uses.</summary>
    public IEnumerable<string> Rooms => References
        .Where(r => r.StartsWith(Product, StringComparison.Ordinal))
        .Select(r => r[Product.Length..]);

    private static BuiltRoom Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(h => metadata.GetString(metadata.GetAssemblyReference(h).Name));
        var types = metadata.TypeReferences.Select(h => metadata.GetTypeReference(h)).Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}");
        return new BuiltRoom(Path.GetFileNameWithoutExtension(path)[Product.Length..], [.. references], [.. types])
        {
            Members = [.. metadata.MemberReferences.Select(h => metadata.GetMemberReference(h)).Where(m => m.Parent.Kind == HandleKind.TypeReference).Select(m => MemberName(metadata, m))],
        };
    }

    private static string MemberName(MetadataReader metadata, MemberReference member)
    {
        var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
    }
}
