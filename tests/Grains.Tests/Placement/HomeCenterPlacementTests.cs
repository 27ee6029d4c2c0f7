using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Slots;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MemberGrains.Grains.Tests.Placement;

public sealed class HomeCenterPlacementTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Identities_are_active_in_the_home_center_of_their_slot()
    {
        var management = cluster.Grains.GetGrain<IManagementGrain>(0);
        var metadata = cluster.Cluster.GetSiloServiceProvider().GetRequiredService<ISiloMetadataCache>();
        var centers = new HashSet<string>();
        for (int i = 0; i < 20; i++)
        {
            var phone = Some.Phone();
            await cluster.RegisterAsync(phone);
            var silo = await management.GetActivationAddress(cluster.Identity(phone));
            string home = SlotMap.Default.ClusterOf(Slot.Of(phone)).HomeCenter;
            Assert.Equal(home, metadata.GetSiloMetadata(silo!).Metadata["center"]);
            centers.Add(home);
        }

        Assert.Equal(2, centers.Count);
    }
}
