using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Options;

namespace MemberGrains.Silo.Jobs;

/// <summary>
/// Runs every registered job for every physical cluster whose fence this silo gets, from when the silo is active until
/// it stops. A fence is given up at a graceful stop, so the next silo takes over at once.
/// </summary>
internal sealed class FencedJobRunner(
    IEnumerable<IFencedJob> jobs,
    SlotMap slots,
    IJobFences fences,
    ILocalSiloDetails silo,
    IOptions<FencedJobOptions> options,
    TimeProvider time,
    ILogger<FencedJobRunner> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeSpan _lease = TimeSpan.FromMilliseconds(options.Value.LeaseMs);
    private readonly TimeSpan _askEvery = TimeSpan.FromMilliseconds(options.Value.AskEveryMs);

    // A silo that restarts under the same name is another owner.
    private readonly string _owner = $"{silo.Name}@{silo.SiloAddress}";
    private Task _running = Task.CompletedTask;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(FencedJobRunner), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellation)
    {
        var loops = from job in jobs from cluster in slots.Clusters select KeepAsync(job, cluster.Id);
        _running = Task.WhenAll(loops.ToArray());
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        _stopping.Cancel();
        await _running.WaitAsync(cancellation);
    }

    private async Task KeepAsync(IFencedJob job, string cluster)
    {
        var reach = new FenceReach(job.Name, cluster, log);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                long asked = time.GetTimestamp();
                long? got = await fences.AcquireAsync(cluster, job.Name, _owner, _lease, _stopping.Token);
                reach.Reached();
                if (got is { } fence)
                {
                    SiloLog.JobTaken(log, job.Name, cluster, fence);
                    await HoldAsync(job, cluster, fence, asked, reach);
                }

                await Task.Delay(_askEvery, time, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                reach.Unreachable(fault);
                await PauseAsync(_askEvery, _stopping.Token);
            }
        }
    }

    private async Task HoldAsync(IFencedJob job, string cluster, long fence, long asked, FenceReach reach)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var renewing = RenewAsync(job, cluster, fence, asked, reach, held);
        try
        {
            while (!held.IsCancellationRequested)
            {
                await RunOnceAsync(job, cluster, fence, held.Token);
                await PauseAsync(job.Pause, held.Token);
            }
        }
        finally
        {
            held.Cancel();
            await renewing;
        }

        if (_stopping.IsCancellationRequested) await fences.ReleaseAsync(cluster, job.Name, _owner, CancellationToken.None);
    }

    private async Task RunOnceAsync(IFencedJob job, string cluster, long fence, CancellationToken held)
    {
        try
        {
            await job.RunAsync(cluster, fence, held);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // The fence is lost or the silo stops.
        }
        catch (Exception fault)
        {
            SiloLog.JobFailed(log, job.Name, cluster, fault);
        }
    }

    /// <summary>
    /// Renews the fence, and ends the run when that has not worked for a whole lease or another silo has it. A lease counts
    /// from when it was asked for: the store granted it later, so here it ends first.
    /// </summary>
    private async Task RenewAsync(IFencedJob job, string cluster, long fence, long renewed, FenceReach reach, CancellationTokenSource held)
    {
        while (!held.IsCancellationRequested)
        {
            await PauseAsync(_askEvery, held.Token);
            if (held.IsCancellationRequested) return;
            long asked = time.GetTimestamp();
            try
            {
                if (await fences.AcquireAsync(cluster, job.Name, _owner, _lease, held.Token) == fence) renewed = asked;
                else renewed = asked - (long)(_lease.TotalSeconds * time.TimestampFrequency);
                reach.Reached();
            }
            catch (Exception fault) when (!held.IsCancellationRequested)
            {
                reach.Unreachable(fault);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (time.GetElapsedTime(renewed) < _lease) continue;
            SiloLog.JobLost(log, job.Name, cluster, fence);
            held.Cancel();
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(pause, time, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The caller looks at its token.
        }
    }
}
