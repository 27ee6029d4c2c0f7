using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloService : IHostedService
{
    private readonly Silo _silo;
    private readonly SiloLifecycle _lifecycle;

    public SiloService(Silo silo, SiloLifecycle lifecycle, IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants, IHostEnvironment environment)
    {
        ProductionGuard.Check(environment);
        _silo = silo;
        _lifecycle = lifecycle;
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.RuntimeInitialize, null, Leave);
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.BecomeActive, Join, BeginLeaving);
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.GrainDeactivation, null, silo.DeactivateAll);
        foreach (var participant in participants) participant.Participate(lifecycle);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _lifecycle.Start(cancellationToken);
        }
        catch
        {
            await _lifecycle.Stop(new CancellationToken(canceled: true));
            _silo.Leave();
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _lifecycle.Stop(cancellationToken);
        _silo.Leave();
    }

    private Task Join(CancellationToken cancellationToken)
    {
        _silo.Join();
        return Task.CompletedTask;
    }

    private Task BeginLeaving(CancellationToken cancellationToken)
    {
        if (!_silo.IsGone) _silo.BeginLeaving();
        return Task.CompletedTask;
    }

    private Task Leave(CancellationToken cancellationToken)
    {
        _silo.Leave();
        return Task.CompletedTask;
    }
}
