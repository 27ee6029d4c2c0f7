using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers;

/// <summary>A file system of a few megabytes in memory, for what a server does when its disk is full. Only root may mount it.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private const string Source = "membergrains";
    private const string Mounts = "/proc/self/mounts";
    private static readonly Lazy<Task<string?>> _missing = new(TryAsync);

    private readonly string _ballast;

    private SmallDisk(string directory) => (Directory, _ballast) = (directory, Path.Combine(directory, "ballast"));

    /// <summary>Where it is mounted.</summary>
    public string Directory { get; }

    /// <summary>Why there is none on this machine; null if there is.</summary>
    public static string? WhyMissing() => _missing.Value.GetAwaiter().GetResult();

    public static Task<SmallDisk> MountAsync(int megabytes) => MountAsync(megabytes, TemporaryPlace.Make("disk"));

    /// <summary>On an empty directory.</summary>
    internal static async Task<SmallDisk> MountAsync(int megabytes, string directory)
    {
        await Tool.RunAsync(new ServerCommand("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", Source, directory), "", CancellationToken.None);
        return new SmallDisk(directory);
    }

    /// <summary>Those below a directory, which a process that was killed left mounted.</summary>
    internal static IEnumerable<SmallDisk> Below(string directory) =>
        from line in File.Exists(Mounts) ? File.ReadLines(Mounts) : []
        let mount = line.Split(' ')
        where mount[0] == Source && mount[1].StartsWith(directory + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        select new SmallDisk(mount[1]);

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(_ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4096];
        while (true)
        {
            try
            {
                ballast.Write(page);
            }
            catch (IOException)
            {
                return;
            }
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(_ballast);

    /// <summary>Also while a server still has files on it: they go with their last user.</summary>
    public async ValueTask DisposeAsync() => await Tool.RunAsync(new ServerCommand("umount", "--lazy", Directory), "", CancellationToken.None);

    private static async Task<string?> TryAsync()
    {
        try
        {
            await (await MountAsync(1)).DisposeAsync();
            return null;
        }
        catch (ToolFailedException refused)
        {
            return $"a small disk can not be mounted: {refused.Message}";
        }
    }
}
