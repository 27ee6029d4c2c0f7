using MemberGrains.Grains.Roles;
using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Roles;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Silo.Config;
using MemberGrains.Silo.Roles;
using MemberGrains.Storage.Slots;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace MemberGrains.Grains.Tests.Roles;

/// <summary>Roles and slot map over a grain storage in files, with the jobs of real silos.</summary>
public sealed class ClusterRoleTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _directory = Directory.CreateTempSubdirectory("roles-").FullName;
    private readonly GrainCluster _cluster;

    public ClusterRoleTests() => _cluster = new GrainCluster(withJobs: true, new(), new())
    {
        AlsoRegister = services => services
            .AddKeyedSingleton<IGrainStorage>(RoleStorage.Name, new FileGrainStorage(_directory))
            .AddClusterRoles(new ConfiguredRoles(new Dictionary<string, string> { ["c0"] = "c0-a1", ["c1"] = "c1-b1" })),
    };

    private IRolesGrain Roles => _cluster.Grains.GetGrain<IRolesGrain>(IRolesGrain.Key);

    private ISlotMapGrain Slots => _cluster.Grains.GetGrain<ISlotMapGrain>(ISlotMapGrain.Key);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task The_first_start_records_map_and_roles_and_a_restart_finds_them()
    {
        var map = await Slots.ReadAsync();
        Assert.Equal((1L, 2), (map.Version, map.Ranges.Length));
        Assert.Equal([("c0", "c0-a1", 1L), ("c1", "c1-b1", 1L)], (await Roles.ReadAsync()).Clusters.Select(role => (role.Cluster, role.Primary, role.Epoch)));

        await _cluster.RestartAsync();

        Assert.Equal(map.Ranges.ToArray(), (await Slots.ReadAsync()).Ranges.ToArray());
        Assert.Equal(1, (await Roles.ReadAsync()).Version);
    }

    [Fact]
    public async Task A_map_that_is_recorded_is_not_replaced_by_another()
    {
        var recorded = await Slots.AdoptAsync([new SlotRange(0, Slot.Count - 1, "c9", "a")]);

        Assert.Equal(["c0", "c1"], recorded.Ranges.Select(range => range.Cluster));
    }

    [Fact]
    public async Task A_silo_whose_map_is_another_does_not_start()
    {
        var guard = new ClusterGuard(
            new SlotMap([new PhysicalCluster("c0", "a", 0, 99), new PhysicalCluster("c1", "b", 100, Slot.Count - 1)]),
            _cluster.Grains,
            new ConfiguredRoles(new Dictionary<string, string>()));
        var lifecycle = new StartOnly();
        guard.Participate(lifecycle);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => lifecycle.StartAsync(None));

        Assert.Contains("0-99 c0 at home in a", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("0-511 c0 at home in a", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promotion_outlives_every_silo_and_slots_and_caches_follow_it()
    {
        var slot = _cluster.Store.Slots.Clusters[0].FirstSlot;
        var first = new Slot((short)slot);
        var other = new Slot((short)_cluster.Store.Slots.Clusters[1].FirstSlot);
        long cache = (await _cluster.Grains.GetGrain<ICacheGenerationGrain>("b").LeaseAsync()).Generation;
        var reply = await Roles.PromoteAsync("c0", "c0-b1", (await Roles.ReadAsync()).Version);
        Assert.Equal("c0-b1", Assert.IsType<RoleReply.Changed>(reply).Roles.Clusters[0].Primary);

        await UntilAsync(async () => (await Roles.ReadAsync()).Clusters[0].AppliedEpoch == 2);
        await _cluster.RestartAsync();

        Assert.Equal(2, (await Roles.ReadAsync()).Clusters[0].Epoch);
        // The job begins anew where it was broken off, and a slot may so get one epoch more: what counts is that the old one ended.
        Assert.InRange(await _cluster.Store.Epochs.ReadAsync(first, None), 2, long.MaxValue);
        Assert.Equal(1, await _cluster.Store.Epochs.ReadAsync(other, None));
        await UntilAsync(async () => (await _cluster.Grains.GetGrain<ICacheGenerationGrain>("b").LeaseAsync()).Generation > cache);
    }

    [Fact]
    public async Task A_command_begun_before_a_promotion_is_done_after_it()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await _cluster.RegisterAsync(phone);
        await Roles.PromoteAsync("c0", "c0-b1", (await Roles.ReadAsync()).Version);
        await Roles.PromoteAsync("c1", "c1-a1", (await Roles.ReadAsync()).Version);
        await UntilAsync(async () => (await Roles.ReadAsync()).Clusters.All(role => role.AppliedEpoch == role.Epoch));

        var bound = await _cluster.BindAsync(phone, card);

        Assert.Equal(CommandOutcome.Bound, bound.Outcome);
    }

    private static async Task UntilAsync(Func<Task<bool>> isTrue)
    {
        using var longest = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isTrue()) await pace.WaitForNextTickAsync(longest.Token);
    }
}
