using System.Diagnostics;
using System.Globalization;

namespace MemberGrains.Servers.Processes;

/// <summary>
/// A process, told from a later one with the same number by when it started; so that one can be found again that an earlier
/// command has started.
/// </summary>
internal sealed class ServerProcess
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);
    private readonly Process? _child;
    private readonly ulong _started;

    private ServerProcess(int id, ulong started, Process? child) => (Id, _started, _child) = (id, started, child);

    public int Id { get; }

    public bool IsRunning => StartOf(Id) == _started;

    /// <summary>Resident memory; 0 once it has ended.</summary>
    public long MemoryBytes => IsRunning && StatusLine(Id, "VmRSS:") is { } line ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 : 0;

    /// <summary>A child of this process. Keeping the object also has the runtime reap it.</summary>
    public static ServerProcess Of(Process child) => new(child.Id, StartOf(child.Id) ?? 0, child);

    /// <summary>What <see cref="Save"/> wrote, if that process still runs.</summary>
    public static ServerProcess? Find(string file)
    {
        if (!File.Exists(file)) return null;
        string[] said = File.ReadAllText(file).Split(' ');
        if (said.Length != 2 || !int.TryParse(said[0], CultureInfo.InvariantCulture, out int id) || !ulong.TryParse(said[1], CultureInfo.InvariantCulture, out ulong started)) return null;
        var found = new ServerProcess(id, started, null);
        return found.IsRunning ? found : null;
    }

    public void Save(string file) => File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"{Id} {_started}"));

    /// <summary>Whether each of its threads is stopped.</summary>
    public bool StandsStill => Directory.EnumerateDirectories($"/proc/{Id}/task").All(static thread => StatFields(thread)[0] == "T");

    public void Signal(int signal)
    {
        if (IsRunning) Signals.Send(Id, signal);
    }

    public async Task WaitForExitAsync(CancellationToken cancel)
    {
        if (_child is not null)
        {
            await _child.WaitForExitAsync(cancel);
            return;
        }

        while (IsRunning) await Task.Delay(_look, cancel);
    }

    /// <summary>When it started, in ticks since the machine did; null for none, and for one that only waits to be reaped.</summary>
    private static ulong? StartOf(int id)
    {
        try
        {
            string[] fields = StatFields($"/proc/{id}");
            return fields[0] is "Z" or "X" ? null : ulong.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Of a process or a thread, from its state on, which is the third field.</summary>
    private static string[] StatFields(string directory)
    {
        // The name before it, in brackets, may hold anything.
        string stat = File.ReadAllText(Path.Combine(directory, "stat"));
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    /// <summary>The line of <c>/proc/ID/status</c> that begins so; null if there is none, or no such process any more.</summary>
    internal static string? StatusLine(int id, string name)
    {
        try
        {
            return File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
