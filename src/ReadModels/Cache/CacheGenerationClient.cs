using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Cache;

/// <summary>
/// A process's leave to use the cache of a center: it holds a lease on the current generation and renews it in time.
/// Without a lease the cache is not used, neither to read nor to write.
/// </summary>
public sealed class CacheGenerationClient : IHostedService, IAsyncDisposable
{
    // Renewed three times a lease, so that one slow answer does not cost the cache.
    private const int RenewalsPerLease = 3;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ICacheGenerations _generations;
    private readonly TimeProvider _time;
    private readonly ILogger<CacheGenerationClient> _logger;
    private readonly bool _settles;
    private readonly CancellationTokenSource _stop = new();
    private HeldGeneration _held = HeldGeneration.None;
    private long _retired;
    private long? _toldAt;
    private readonly List<TaskCompletionSource<long>> _waiting = [];
    private Task? _loop;
    private bool _stopped;

    /// <param name="center">The cache's center.</param>
    /// <param name="generations">Who gives generations.</param>
    /// <param name="time">The clock leases are counted on.</param>
    /// <param name="logger">Where faults go.</param>
    /// <param name="settles">The cache gives every generation a home before it is used (<see cref="ICacheGenerations.SettleAsync"/>).</param>
    public CacheGenerationClient(string center, ICacheGenerations generations, TimeProvider time, ILogger<CacheGenerationClient> logger, bool settles = false) =>
        (Center, _generations, _time, _logger, _settles) = (center, generations, time, logger, settles);

    /// <summary>The cache's center.</summary>
    public string Center { get; }

    /// <summary>The generation that may be used now; 0 if none.</summary>
    public long Usable
    {
        get
        {
            lock (_gate) return _held.UsableAt(_time.GetTimestamp());
        }
    }

    /// <summary>Whether this very generation may be used now: what was done under it before this call, was done under a lease.</summary>
    public bool IsUsable(long generation) => generation > 0 && Usable == generation;

    /// <summary>Waits for a generation that may be used.</summary>
    public async ValueTask<long> WaitUsableAsync(CancellationToken cancellation)
    {
        var arrival = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            long usable = _held.UsableAt(_time.GetTimestamp());
            if (usable > 0) return usable;
            _waiting.Add(arrival);
        }

        using var cancelled = cancellation.Register(() => arrival.TrySetCanceled(cancellation));
        return await arrival.Task;
    }

    /// <summary>
    /// Makes sure that whoever uses the cache from now on uses a generation born after this call: for when the floors of
    /// a write may be missing in the present one. Returns when nobody uses that any more.
    /// </summary>
    public async ValueTask RetireCurrentAsync(CancellationToken cancellation)
    {
        if (_settles)
        {
            if (IsNewTrouble()) _logger.FloorsMissing(Center);
            await _generations.RetireSettledAsync(Center, cancellation);
            return;
        }

        // Asked for here and not taken from the lease held: that one may have been replaced before the write.
        var current = await _generations.LeaseAsync(Center, cancellation);
        if (current.Generation > 0)
        {
            GiveUp(current.Generation);
            _logger.GenerationRetired(Center, current.Generation);
            await _generations.RetireAsync(Center, current.Generation, cancellation);
            return;
        }

        // One is being retired: the next is given when all leases on it have run out.
        GiveUp(Usable);
        while ((await _generations.LeaseAsync(Center, cancellation)).Generation <= 0)
            await Task.Delay(Retry, _time, cancellation);
    }

    /// <summary>Asks once, and says when to ask again.</summary>
    public async ValueTask<TimeSpan> RenewAsync(CancellationToken cancellation)
    {
        long asked = _time.GetTimestamp();
        var lease = await _generations.LeaseAsync(Center, cancellation);
        var span = TimeSpan.FromMilliseconds(lease.LeaseMs);
        if (lease.Generation <= 0) return span > TimeSpan.Zero && span < Retry ? span : Retry;
        lock (_gate)
        {
            // An answer that was on its way while the generation was retired must not bring it back.
            if (lease.Generation <= _retired || lease.Generation < _held.Generation) return Retry;
            _held = new HeldGeneration(lease.Generation, asked + (long)(span.TotalSeconds * _time.TimestampFrequency));
            foreach (var waiting in _waiting) waiting.TrySetResult(lease.Generation);
            _waiting.Clear();
        }

        return span / RenewalsPerLease;
    }

    /// <summary>Begins to hold a lease. Does not wait for the first.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop ??= RenewUntilStoppedAsync();
        return Task.CompletedTask;
    }

    /// <summary>Lets the lease run out.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_stopped) _stop.Cancel();
        _stopped = true;
        if (_loop is { } loop) await loop;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stop.Dispose();
    }

    /// <summary>Told once a second at most: while a cache is away, every command meets it.</summary>
    private bool IsNewTrouble()
    {
        lock (_gate)
        {
            if (_toldAt is { } told && _time.GetElapsedTime(told) < TellAgain) return false;
            _toldAt = _time.GetTimestamp();
            return true;
        }
    }

    private async Task RenewUntilStoppedAsync()
    {
        try
        {
            while (true) await Task.Delay(await RenewOrRetryAsync(), _time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async ValueTask<TimeSpan> RenewOrRetryAsync()
    {
        try
        {
            return await RenewAsync(_stop.Token);
        }
        catch (Exception fault) when (!_stop.IsCancellationRequested)
        {
            _logger.LeaseNotRenewed(fault, Center);
            return Retry;
        }
    }

    private void GiveUp(long generation)
    {
        lock (_gate)
        {
            if (generation > _retired) _retired = generation;
            if (_held.Generation <= _retired) _held = HeldGeneration.None;
        }
    }
}
