using MemberGrains.Engine.Embedded.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Hosting;

/// <summary>
/// Faults of a whole cluster that Orleans' own test host can not make: silos that were given up and do not know, and centers
/// that do not reach each other. For tests and drills, on the machine and under the simulator.
/// </summary>
public static class ClusterFaults
{
    /// <summary>
    /// The other silos and the clients vote this silo dead: calls to it fail, and its grains are activated elsewhere. It does
    /// not know: its old activations and timers run on and answer those who still talk to them, which are its own grains,
    /// clients bound to it (<see cref="ClientAt"/>), and callers by the share of <see cref="SendStaleCalls"/>. So a grain may
    /// be active twice. End it with KillSiloAsync.
    /// </summary>
    public static void MakeZombie(this InProcessTestCluster cluster, InProcessSiloHandle silo)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        if (cluster.Cluster.Environment.Traces) cluster.Cluster.Environment.Trace("zombie", SiloOf(silo).Name);
        SiloOf(silo).BecomeZombie();
    }

    /// <summary>Of all calls to a grain whose old activation lives on in a zombie, this share still goes there.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="share">0 to 1; 0 at first.</param>
    public static void SendStaleCalls(this InProcessTestCluster cluster, double share)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        cluster.Cluster.Faults.StaleShare = share;
    }

    /// <summary>
    /// Messages between these silos and all others no longer arrive: calls across time out. Clients are with the others, but
    /// those bound to a silo are with it. Only one cut is in force at a time; disposing the result heals it.
    /// </summary>
    public static IDisposable Cut(this InProcessTestCluster cluster, IEnumerable<InProcessSiloHandle> silos)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var group = silos.Select(SiloOf).ToList();
        if (cluster.Cluster.Environment.Traces) cluster.Cluster.Environment.Trace("cut", string.Join(' ', group.Select(s => s.Name)));
        cluster.Cluster.Faults.Cut(group);
        return new Healing(cluster.Cluster);
    }

    /// <summary>A client bound to this silo, as if connected to its gateway: it sees what the silo sees, is cut off with it, and fails when it is gone.</summary>
    public static IClusterClient ClientAt(this InProcessTestCluster cluster, InProcessSiloHandle silo)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var services = cluster.Client.ServiceProvider;
        var runtime = new CallRuntime(
            cluster.Cluster,
            null,
            $"client-of-{silo.Name}",
            services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value,
            services,
            services.GetRequiredService<TimeProvider>(),
            services.GetServices<IOutgoingGrainCallFilter>().ToArray()) { Gateway = SiloOf(silo) };
        cluster.Cluster.Add(runtime);
        return runtime;
    }

    private static Silo SiloOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<Silo>();

    private sealed class Healing(Cluster cluster) : IDisposable
    {
        public void Dispose()
        {
            if (cluster.Environment.Traces) cluster.Environment.Trace("heal", "the cut");
            cluster.Faults.Cut(null);
        }
    }
}
