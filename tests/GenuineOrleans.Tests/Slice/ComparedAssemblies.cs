using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemberGrains.GenuineOrleans.Tests.Slice;

/// <summary>
/// The assemblies under comparison, read as metadata. With <c>MEMBERGRAINS_ORLEANS_ASSEMBLIES</c> set to a folder of further
/// genuine assemblies (Orleans.Core.dll, Orleans.Runtime.dll, ...), types that do not download are compared as well.
/// </summary>
internal static class ComparedAssemblies
{
    public const string MoreGenuine = "MEMBERGRAINS_ORLEANS_ASSEMBLIES";

    private static readonly Lazy<ILookup<string, string>> Listed = new(() => File
        .ReadAllLines(Path.Combine(AppContext.BaseDirectory, "compared.txt"))
        .Select(l => l.Split('=', 2))
        .ToLookup(l => l[0], l => l[1]));

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ]);

    /// <summary>The embedded engine.</summary>
    public static IAssemblySymbol Slice => Read(Listed.Value["slice"]).Single();

    public static IEnumerable<string> GenuinePaths => Listed.Value["genuine"];

    /// <summary>The providers that keep Orleans' own data in a database.</summary>
    public static IEnumerable<string> AdoNetPaths => Listed.Value["adonet"];

    /// <summary>What was downloaded of Orleans itself.</summary>
    public static IReadOnlyList<IAssemblySymbol> Genuine => Read(GenuinePaths);

    /// <summary>The contract and the grains, compiled against Orleans itself.</summary>
    public static IAssemblySymbol Grains => Read(Listed.Value["grains"]).Single();

    /// <summary>Genuine assemblies that this machine has beyond the downloads; empty on most.</summary>
    public static IReadOnlyList<IAssemblySymbol> Further => Environment.GetEnvironmentVariable(MoreGenuine) is { Length: > 0 } folder
        ? Read(Directory.EnumerateFiles(folder, "Orleans.*.dll"))
        : [];

    /// <summary>A made-up assembly, for showing that the comparison is able to fail.</summary>
    public static IAssemblySymbol Of(string source) => CSharpCompilation
        .Create("MadeUp", [CSharpSyntaxTree.ParseText("using System; using System.Threading.Tasks;\n" + source)], Framework.Value, new(OutputKind.DynamicallyLinkedLibrary))
        .Assembly;

    private static IReadOnlyList<IAssemblySymbol> Read(IEnumerable<string> paths)
    {
        var references = paths.Select(p => MetadataReference.CreateFromFile(p)).ToList();
        var compilation = CSharpCompilation.Create("Reader", references: [.. Framework.Value, .. references]);
        return [.. references.Select(r => (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(r)!)];
    }
}
