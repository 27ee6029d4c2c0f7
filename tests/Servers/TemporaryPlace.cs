namespace MemberGrains.Servers;

/// <summary>
/// The directories of this process's servers. A process that is killed leaves its own behind; the next one sweeps what no
/// living process holds.
/// </summary>
internal static class TemporaryPlace
{
    private const string Prefix = "membergrains-servers-";
    private const string OwnerFile = ".owner";
    private static readonly Lazy<string> _root = new(MakeRoot);
    private static FileStream? _owner;
    private static int _count;

    public static string Make(string name) =>
        Directory.CreateDirectory(Path.Combine(_root.Value, $"{Interlocked.Increment(ref _count)}-{name}")).FullName;

    private static string MakeRoot()
    {
        Sweep();
        var root = Directory.CreateTempSubdirectory(Prefix);
        _owner = Own(root.FullName) ?? throw new IOException($"{root} belongs to somebody else already.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Leave(root);
        return root.FullName;
    }

    private static void Leave(DirectoryInfo root)
    {
        _owner?.Dispose();
        TryDelete(root);
    }

    private static void Sweep()
    {
        // A directory without an owner may be one that is just being made, in the moment before it is owned.
        var young = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*").Where(left => left.LastWriteTimeUtc < young))
        {
            using var owned = Own(left.FullName);
            if (owned is not null) TryDelete(left);
        }
    }

    private static FileStream? Own(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, OwnerFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void TryDelete(DirectoryInfo directory)
    {
        try
        {
            directory.Delete(recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A server that is just dying still writes into it; the next sweep takes it.
        }
    }
}
