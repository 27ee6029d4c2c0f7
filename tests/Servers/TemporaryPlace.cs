using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers;

/// <summary>
/// The directories of this process's servers. A process that is killed leaves its own behind; the next one sweeps what no
/// living process holds.
/// </summary>
internal static class TemporaryPlace
{
    internal const string Prefix = "membergrains-servers-";
    internal const string OwnerFile = ".owner";
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

    /// <summary>Removes what processes that are gone have left: directories, and small disks mounted in them.</summary>
    internal static void Sweep()
    {
        // A directory without an owner may be one that is just being made, in the moment before it is owned.
        var young = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*").Where(left => left.LastWriteTimeUtc < young))
        {
            using var owned = Own(left.FullName);
            if (owned is not null && TryUnmount(left)) TryDelete(left);
        }
    }

    private static bool TryUnmount(DirectoryInfo left)
    {
        try
        {
            foreach (var disk in SmallDisk.Below(left.FullName).ToList()) disk.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (ToolFailedException)
        {
            // Somebody else's, who was root: it stays, and so does what it stands in.
            return false;
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
