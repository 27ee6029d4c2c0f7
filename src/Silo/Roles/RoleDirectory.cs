using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Storage.Port;
using Microsoft.Extensions.Options;

namespace MemberGrains.Silo.Roles;

/// <summary>
/// Follows the role store, so that the record's writers go to a promoted node without a restart. Answers from memory; while
/// the role store can not be asked, what was known holds: it is the epochs that keep an old primary from being written.
/// </summary>
public sealed class RoleDirectory(
    ConfiguredRoles configured,
    Func<IGrainFactory> grains,
    IOptions<RoleDirectoryOptions> options,
    TimeProvider time,
    ILogger<RoleDirectory> log) : IPrimaryDirectory, IHostedService, IAsyncDisposable
{
    private readonly TimeSpan _pace = TimeSpan.FromMilliseconds(options.Value.LookEveryMs);
    private readonly CancellationTokenSource _stop = new();
    private ImmutableDictionary<string, PrimaryRole> _known = ImmutableDictionary<string, PrimaryRole>.Empty;
    private Task _loop = Task.CompletedTask;
    private bool _stopped;

    /// <inheritdoc/>
    public PrimaryRole PrimaryOf(string cluster) => _known.TryGetValue(cluster, out var role) ? role : configured.PrimaryOf(cluster);

    /// <summary>Begins to follow; the cluster must be up.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = FollowAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_stopped) _stop.Cancel();
        _stopped = true;
        await _loop;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stop.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await LookAsync();
                await Task.Delay(_pace, time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async ValueTask LookAsync()
    {
        try
        {
            var roles = await grains().GetGrain<IRolesGrain>(IRolesGrain.Key).ReadAsync(_stop.Token);
            foreach (var role in roles.Clusters)
            {
                if (PrimaryOf(role.Cluster) is var known && known.Epoch >= role.Epoch) continue;
                SiloLog.RoleMoved(log, role.Cluster, role.Primary, role.Epoch);
                _known = _known.SetItem(role.Cluster, new PrimaryRole(role.Primary, role.Epoch));
            }
        }
        catch (Exception fault) when (!_stop.IsCancellationRequested)
        {
            SiloLog.RolesNotRead(log, fault);
        }
    }
}
