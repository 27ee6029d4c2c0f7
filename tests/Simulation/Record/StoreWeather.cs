using MemberGrains.Interfaces.Faults;

namespace MemberGrains.Simulation.Record;

/// <summary>
/// How one physical cluster behaves, drawn from the seed: how long a call takes, and whether it is refused, loses its
/// reply before or after the write, or is written only after its caller was told that the fate is unknown.
/// </summary>
public sealed class StoreWeather(Random random, TimeProvider time)
{
    private DateTimeOffset _outUntil;
    private DateTimeOffset _slowUntil;
    private DateTimeOffset _roughUntil;
    private double _faultShare;

    /// <summary>How many calls met a fault.</summary>
    public int Faults { get; private set; }

    /// <summary>How far each center's replica is behind.</summary>
    public SortedDictionary<string, TimeSpan> ReplicaLag { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest way to the store, or back, in fair weather, milliseconds.</summary>
    public int UsualMs { get; init; } = 4;

    /// <summary>Nothing is reachable for so long.</summary>
    public void Outage(TimeSpan length) => _outUntil = time.GetUtcNow() + length;

    /// <summary>Calls take up to a second for so long.</summary>
    public void Slow(TimeSpan length) => _slowUntil = time.GetUtcNow() + length;

    /// <summary>For so long a share of the calls (0-1) meets a fault.</summary>
    public void Rough(TimeSpan length, double share) => (_roughUntil, _faultShare) = (time.GetUtcNow() + length, share);

    /// <summary>Fair weather from now on.</summary>
    public void Clear() => _outUntil = _slowUntil = _roughUntil = default;

    /// <summary>What happens to the next write.</summary>
    public WriteFate NextWrite()
    {
        var fate = WriteFate.Written;
        if (time.GetUtcNow() < _outUntil) fate = WriteFate.Refused;
        else if (IsRough()) fate = (WriteFate)(1 + random.Next(4));
        if (fate != WriteFate.Written) Faults++;
        return fate;
    }

    /// <summary>Throws if the next read fails.</summary>
    public void CheckRead()
    {
        if (time.GetUtcNow() >= _outUntil && !IsRough()) return;
        Faults++;
        throw new StoreUnavailableException("The simulated store does not answer.");
    }

    /// <summary>The way to the store, or back.</summary>
    public Task TravelAsync()
    {
        int longest = time.GetUtcNow() < _slowUntil ? 1_000 : UsualMs;
        return Task.Delay(TimeSpan.FromMilliseconds(1 + random.Next(longest)), time);
    }

    /// <summary>How long a lost write may hang before it is carried out after all.</summary>
    public Task LingerAsync() => Task.Delay(TimeSpan.FromMilliseconds(1 + random.Next(400)), time);

    private bool IsRough() => time.GetUtcNow() < _roughUntil && random.NextDouble() < _faultShare;
}
