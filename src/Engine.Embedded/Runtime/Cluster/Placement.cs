using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Chooses the silo of a new activation and sends the call there.</summary>
internal sealed class Placement(Cluster cluster)
{
    public void Place(Call call, Silo? view)
    {
        var local = view is { IsGone: false } ? view : cluster.Gateway();
        var active = cluster.ActiveSilos;
        if (local is null || active.Length == 0)
        {
            call.Fail(Cluster.NoSilo());
            return;
        }

        switch (call.Class.Placement)
        {
            case RandomPlacement:
                cluster.Deliver(call, active[cluster.Environment.Random(active.Length)], null);
                break;
            case PreferLocalPlacement:
                cluster.Deliver(call, local.Status == SiloStatus.Active ? local : active[cluster.Environment.Random(active.Length)], null);
                break;
            default:
                _ = PlaceByDirector(call, local);
                break;
        }
    }

    private async Task PlaceByDirector(Call call, Silo local)
    {
        try
        {
            var strategy = call.Class.Placement;
            var director = local.Services.GetKeyedService<IPlacementDirector>(strategy.GetType())
                ?? throw new OrleansConfigurationException($"The placement {strategy.GetType()} of {call.Class.Type} has no director: add one with AddPlacementDirector.");
            var context = new PlacementContext(cluster, local);
            var target = new PlacementTarget(call.Target, call.Context, GrainNames.OfInterface(call.Shape.Interface), 0);
            var chosen = await director.OnAddActivation(strategy, target, context);
            var silo = cluster.Find(chosen);
            if (silo is { Status: SiloStatus.Active }) cluster.Deliver(call, silo, null);
            else cluster.Forward(call);
        }
        catch (Exception fault)
        {
            call.Fail(fault);
        }
    }

    private sealed class PlacementContext(Cluster cluster, Silo local) : IPlacementContext
    {
        public SiloAddress LocalSilo => local.Address;

        public SiloStatus LocalSiloStatus => local.Status;

        /// <exception cref="SiloUnavailableException">No silo is active.</exception>
        public SiloAddress[] GetCompatibleSilos(PlacementTarget target)
        {
            var active = cluster.ActiveSilos;
            if (active.Length == 0) throw Cluster.NoSilo();
            return Array.ConvertAll(active, silo => silo.Address);
        }
    }
}
