using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.MySql.Writing;
using MemberGrains.Storage.MySql.Text;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.MySql;

/// <summary>
/// Writes the time at a cluster's primary, again and again: replicas show by it how far they are, and it is the first to
/// notice that commits hang, and that they no longer do.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly string _cluster;
    private readonly PrimaryWrites _writes;
    private readonly JobWrites _jobs;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _longest;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public Heartbeat(string cluster, PrimaryWrites writes, StoreClock clock, TimeSpan interval, TimeSpan longest, TimeProvider time, ILogger log)
    {
        (_cluster, _writes, _jobs, _interval, _longest, _time, _log) = (cluster, writes, new JobWrites(clock), interval, longest, time, log);
        _loop = BeatAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _loop;
        _stop.Dispose();
    }

    private async Task BeatAsync()
    {
        bool well = true;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _writes.ProbeAsync(connection => _jobs.Beat(connection, (long)_interval.TotalMilliseconds), _longest).WaitAsync(_stop.Token);
                well = true;
            }
            catch (Exception fault) when (fault is StoreUnavailableException or FateUnknownException)
            {
                if (well) MySqlLog.HeartbeatFailed(_log, _cluster, fault);
                well = false;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(_interval, _time, _stop.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
