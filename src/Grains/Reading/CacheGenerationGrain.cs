using MemberGrains.Grains.Ids;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using Orleans.Concurrency;

namespace MemberGrains.Grains.Reading;

/// <summary>
/// Gives a center's cache its generations. A generation is the token of a fence in the record: it only ascends, also over
/// crashes, and another activation (a duplicate, or the next one) gets its own only when this one's fence has run out.
/// Leases on a generation end before the fence does, so two generations are never in use at once.
/// </summary>
[Reentrant]
internal sealed class CacheGenerationGrain(IJobFences fences, SlotMap slots, RandomBytes random, TimeProvider time) : Grain, ICacheGenerationGrain
{
    private static readonly TimeSpan _lease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _fence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _askAgain = TimeSpan.FromMilliseconds(100);

    private string _owner = NewOwner(random);
    private long _generation;
    private (long Generation, CacheHome Home) _settled;
    private long _fencedUntil;
    private long _leasedUntil;
    private Task _asking = Task.CompletedTask;
    private Task _retiring = Task.CompletedTask;

    private string Center => this.GetPrimaryKeyString();

    private string Job => $"cache-generation-{Center}";

    /// <summary>In the physical cluster at home in the cache's center: it lives and dies with it.</summary>
    private string Cluster => (slots.Clusters.FirstOrDefault(cluster => cluster.HomeCenter == Center) ?? slots.Clusters[0]).Id;

    /// <inheritdoc/>
    public async Task<CacheGenerationLease> LeaseAsync(CancellationToken cancellation = default)
    {
        if (!_retiring.IsCompleted) return default;
        if (Left(_fencedUntil) < _lease * 2) await AskAsync();
        if (!_retiring.IsCompleted || _generation == 0 || Left(_fencedUntil) < _lease) return default;
        _leasedUntil = time.GetTimestamp() + Stamps(_lease);
        return new CacheGenerationLease(_generation, (int)_lease.TotalMilliseconds);
    }

    /// <inheritdoc/>
    public async Task RetireAsync(long generation, CancellationToken cancellation = default)
    {
        // An activation that holds none does not know whose leases run. It has one when those of others have run out.
        while (_generation == 0 && _retiring.IsCompleted)
        {
            await AskAsync();
            if (_generation == 0) await Task.Delay(_askAgain, time, cancellation);
        }

        if (_generation == generation && _retiring.IsCompleted) _retiring = RetireCurrentAsync();
        await _retiring.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task<CacheHome> SettleAsync(long generation, string home, CancellationToken cancellation = default)
    {
        // Under the fence only: past its end another activation may have given a generation of its own.
        if (generation != _generation || !_retiring.IsCompleted || Left(_fencedUntil) == TimeSpan.Zero) return Task.FromResult(CacheHome.None);
        if (_settled.Generation != generation) _settled = (generation, new CacheHome(home, time.GetUtcNow()));
        return Task.FromResult(_settled.Home);
    }

    /// <inheritdoc/>
    public async Task RetireSettledAsync(CancellationToken cancellation = default)
    {
        while (_retiring.IsCompleted && (_generation == 0 || Left(_fencedUntil) == TimeSpan.Zero))
        {
            await AskAsync();
            if (_generation == 0 || Left(_fencedUntil) == TimeSpan.Zero) await Task.Delay(_askAgain, time, cancellation);
        }

        if (_retiring.IsCompleted && _settled.Generation == _generation) _retiring = RetireCurrentAsync();
        await _retiring.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // While leases run the fence stays: the next activation has to wait for their end.
        if (_generation != 0 && Left(_leasedUntil) == TimeSpan.Zero) await fences.ReleaseAsync(Cluster, Job, _owner, cancellationToken);
    }

    private async Task RetireCurrentAsync()
    {
        // A delay is cut to whole milliseconds: the last lease would outlive it.
        while (Left(_leasedUntil) is var wait && wait > TimeSpan.Zero) await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time);
        try
        {
            await fences.ReleaseAsync(Cluster, Job, _owner, CancellationToken.None);
        }
        finally
        {
            // Not released, it runs out by itself; the next generation then begins later.
            (_generation, _fencedUntil) = (0, 0);
            _owner = NewOwner(random);
        }
    }

    /// <summary>Takes or renews the fence; callers that come together ask once.</summary>
    private Task AskAsync() => _asking.IsCompleted ? _asking = AcquireAsync() : _asking;

    private async Task AcquireAsync()
    {
        string owner = _owner;
        long asked = time.GetTimestamp();
        long? token;
        try
        {
            token = await fences.AcquireAsync(Cluster, Job, owner, _fence, CancellationToken.None);
        }
        catch (Interfaces.Faults.StoreUnavailableException)
        {
            // No store, no new lease; those given run out, and the cache is bypassed.
            return;
        }

        if (owner != _owner) return;
        _generation = token ?? 0;
        _fencedUntil = token is null ? 0 : asked + Stamps(_fence);
    }

    /// <summary>Every activation and every generation is an owner of its own, so that the store gives it a token of its own.</summary>
    private static string NewOwner(RandomBytes random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private TimeSpan Left(long until) => until - time.GetTimestamp() is > 0 and var stamps ? time.GetElapsedTime(0, stamps) : TimeSpan.Zero;

    private long Stamps(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
