using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Resilience.Pacing;
using MemberGrains.Storage.Port;
using Microsoft.Extensions.Options;

namespace MemberGrains.Silo.Roles;

/// <summary>
/// Follows the role store, so that the record's writers go to a promoted node without a restart. Answers from memory; while
/// the role store can not be asked, what was known holds: it is the epochs that keep an old primary from being written.
/// </summary>
public sealed class RoleDirectory : IPrimaryDirectory, IHostedService, IAsyncDisposable
{
    private readonly ConfiguredRoles _configured;
    private readonly Func<IGrainFactory> _grains;
    private readonly ILogger<RoleDirectory> _log;
    private readonly PacedLoop _loop;
    private ImmutableDictionary<string, PrimaryRole> _known = ImmutableDictionary<string, PrimaryRole>.Empty;

    public RoleDirectory(ConfiguredRoles configured, Func<IGrainFactory> grains, IOptions<RoleDirectoryOptions> options, TimeProvider time, ILogger<RoleDirectory> log)
    {
        (_configured, _grains, _log) = (configured, grains, log);
        _loop = new PacedLoop(TimeSpan.FromMilliseconds(options.Value.LookEveryMs), time, LookAsync, fault => SiloLog.RolesNotRead(log, fault));
    }

    /// <inheritdoc/>
    public PrimaryRole PrimaryOf(string cluster) => _known.TryGetValue(cluster, out var role) ? role : _configured.PrimaryOf(cluster);

    /// <summary>Begins to follow; the cluster must be up.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _loop.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async ValueTask LookAsync(CancellationToken cancellation)
    {
        var roles = await _grains().GetGrain<IRolesGrain>(IRolesGrain.Key).ReadAsync(cancellation);
        foreach (var role in roles.Clusters)
        {
            if (PrimaryOf(role.Cluster).Epoch >= role.Epoch) continue;
            SiloLog.RoleMoved(_log, role.Cluster, role.Primary, role.Epoch);
            _known = _known.SetItem(role.Cluster, new PrimaryRole(role.Primary, role.Epoch));
        }
    }
}
