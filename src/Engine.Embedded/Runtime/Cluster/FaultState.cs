namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The faults in force: silos given up by the others that still run, and silos that can not reach each other.</summary>
internal sealed class FaultState
{
    private volatile HashSet<Silo>? _cutOff;
    private volatile Silo[] _zombies = [];

    /// <summary>Of all calls to a grain that also lives on in a zombie, the share that still goes there.</summary>
    public double StaleShare { get; set; }

    /// <summary>Silos in <paramref name="group"/> and all others, with the clients, no longer reach each other. Null ends it.</summary>
    public void Cut(IEnumerable<Silo>? group) => _cutOff = group?.ToHashSet();

    public bool Cuts(Silo? from, Silo? to) =>
        _cutOff is { } cut && (from is not null && cut.Contains(from)) != (to is not null && cut.Contains(to));

    public void Add(Silo zombie) => _zombies = [.. _zombies, zombie];

    public void Remove(Silo zombie) => _zombies = Array.FindAll(_zombies, z => z != zombie);

    /// <summary>The old activation a call goes to: always when the caller sees the cluster as its silo does, else by share.</summary>
    public Activation? Redirect(Cluster cluster, Call call, Silo? view)
    {
        var zombies = _zombies;
        if (zombies.Length == 0) return null;
        if (view?.OwnDirectory?.Find(call.Target) is { } own) return own;
        if (StaleShare <= 0 || cluster.Environment.Random(1000) >= StaleShare * 1000) return null;
        foreach (var zombie in zombies)
        {
            if (zombie.OwnDirectory?.Find(call.Target) is { } stale) return stale;
        }

        return null;
    }
}
