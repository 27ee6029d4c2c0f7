using MemberGrains.Grains.Protocol;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;
using Microsoft.Extensions.Options;

namespace MemberGrains.Silo.Jobs;

/// <summary>
/// Wakes identities that are in the index of unfinished rows for too long: after a crash nobody calls them. The index is
/// read, not memory, so nothing depends on who crashed.
/// </summary>
internal sealed class RecoveryJob(
    IUnfinishedIndex index,
    IGrainFactory grains,
    IOptions<RecoveryOptions> options,
    PendingMeter pending,
    TimeProvider time,
    ILogger<RecoveryJob> log) : IFencedJob
{
    private readonly RecoveryOptions _options = options.Value;

    /// <inheritdoc/>
    public string Name => "recovery";

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.FromMilliseconds(_options.EveryMs);

    /// <inheritdoc/>
    public async Task RunAsync(string cluster, long fence, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var rows = await index.ReadAsync(cluster, now, _options.Limit, cancellation);
        int operations = rows.Select(row => row.OperationId).Distinct(StringComparer.Ordinal).Count();
        pending.Saw(cluster, fence, operations, rows.IsEmpty ? TimeSpan.Zero : now - rows[0].Since, cancellation);
        var waiting = new Queue<IdentityKey>(rows.Where(row => row.Since <= now.AddMilliseconds(-_options.OlderThanMs)).Select(row => row.Key).Distinct());
        if (waiting.Count == 0) return;

        SiloLog.Waking(log, waiting.Count, cluster);
        int lanes = Math.Min(_options.AtOnce, waiting.Count);
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => WakeAsync(waiting, cancellation)).ToArray());
    }

    private async Task WakeAsync(Queue<IdentityKey> waiting, CancellationToken cancellation)
    {
        while (Next(waiting) is { } key && !cancellation.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IOperationParticipant>(key.Text)
                    .WakeAsync(cancellation)
                    .WaitAsync(TimeSpan.FromMilliseconds(_options.WakeTimeoutMs), time, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                SiloLog.WakeFailed(log, IdentityMask.Mask(key), fault);
            }
        }
    }

    private static IdentityKey? Next(Queue<IdentityKey> waiting)
    {
        lock (waiting) return waiting.TryDequeue(out var key) ? key : null;
    }
}
