using System.Globalization;

namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>What happened in a run: a line for each event (seconds of virtual time, kind, subject), and a hash over all lines.</summary>
public sealed class SimulationTrace
{
    private readonly Queue<string> _last = new();
    private readonly int _kept;
    private readonly TextWriter? _to;
    private ulong _hash = 14695981039346656037ul;

    internal SimulationTrace(int kept, TextWriter? to)
    {
        _kept = kept;
        _to = to;
    }

    /// <summary>The number of lines.</summary>
    public long Count { get; private set; }

    /// <summary>FNV-1a over every character of every line: two runs with the same hash were the same run.</summary>
    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyCollection<string> Last => _last;

    internal SimulationScheduler Clock { private get; set; } = null!;

    /// <summary>Adds a line. A test may add its own: they say what the cluster was asked to do.</summary>
    public void Write(string kind, string subject)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{Clock.Elapsed.TotalSeconds:F6} {kind} {subject}");
        var hash = _hash;
        foreach (var c in line) hash = (hash ^ c) * 1099511628211ul;
        _hash = (hash ^ '\n') * 1099511628211ul;
        Count++;
        _to?.Write(line + "\n");
        if (_kept == 0) return;
        if (_last.Count == _kept) _last.Dequeue();
        _last.Enqueue(line);
    }
}
