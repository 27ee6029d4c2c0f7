using MemberGrains.Interfaces.Operations;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.Conformance.Cache;

/// <summary>Gives a generation to the first run that names itself, as the grain does; a newer generation ends the older.</summary>
internal sealed class MemoryHomes : ICacheGenerations
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, CacheHome> _homes = [];
    private readonly List<long> _retired = [];
    private long _current;

    /// <summary>Generations that a cache asked to have retired.</summary>
    public IReadOnlyList<long> Retired
    {
        get
        {
            lock (_gate) return [.. _retired];
        }
    }

    public Task<CacheHome> SettleAsync(string center, long generation, string home, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (generation < _current || _retired.Contains(generation)) return Task.FromResult(CacheHome.None);
            _current = generation;
            if (!_homes.TryGetValue(generation, out var known)) _homes.Add(generation, known = new CacheHome(home, TimeProvider.System.GetUtcNow()));
            return Task.FromResult(known);
        }
    }

    public Task RetireAsync(string center, long generation, CancellationToken cancellation)
    {
        lock (_gate) _retired.Add(generation);
        return Task.CompletedTask;
    }

    public Task RetireSettledAsync(string center, CancellationToken cancellation)
    {
        lock (_gate) _retired.Add(_current);
        return Task.CompletedTask;
    }

    public Task<CacheGenerationLease> LeaseAsync(string center, CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult(new CacheGenerationLease(_retired.Contains(_current) ? ++_current : _current, 1_000));
    }
}
