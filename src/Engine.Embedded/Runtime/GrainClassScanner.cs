using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Orleans;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Finds grain classes in every assembly that uses this engine: those loaded, and those beside the program.</summary>
internal static class GrainClassScanner
{
    private static readonly string Engine = typeof(GrainClassScanner).Assembly.GetName().Name!;
    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Seen = [];
    private static readonly List<Type> Found = [];
    private static bool _directoryDone;

    public static IReadOnlyList<Type> Classes()
    {
        lock (Gate)
        {
            if (!_directoryDone)
            {
                _directoryDone = true;
                LoadFromDirectory();
            }

            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            {
                if (assembly.IsDynamic || !Seen.Add(assembly)) continue;
                if (assembly.GetName().Name == Engine || assembly.GetReferencedAssemblies().Any(a => a.Name == Engine))
                    Found.AddRange(TypesOf(assembly).Where(IsGrainClass));
            }

            return Found.ToArray();
        }
    }

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }
        && typeof(IGrainBase).IsAssignableFrom(type)
        && typeof(IGrain).IsAssignableFrom(type);

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partial)
        {
            return partial.Types.OfType<Type>();
        }
    }

    // A grain class is often used by its interface alone, so nothing has loaded its assembly yet.
    private static void LoadFromDirectory()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic).Select(a => a.GetName().Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var path in Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Order(StringComparer.Ordinal))
        {
            if (!loaded.Contains(Path.GetFileNameWithoutExtension(path)) && UsesEngine(path)) LoadIfPartOfThis(Path.GetFileNameWithoutExtension(path));
        }
    }

    private static void LoadIfPartOfThis(string assembly)
    {
        try
        {
            Assembly.Load(new AssemblyName(assembly));
        }
        catch (FileNotFoundException)
        {
            // Another program of the same directory, of which this one is not made: its dependencies do not name it.
        }
    }

    private static bool UsesEngine(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            if (!file.HasMetadata) return false;
            var metadata = file.GetMetadataReader();
            return metadata.AssemblyReferences.Any(handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, Engine));
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
