using MemberGrains.Grains.Roles;
using MemberGrains.Interfaces.Roles;

namespace MemberGrains.Grains.Tests.Roles;

public sealed class RoleRulesTests
{
    private static readonly ClusterRole C0 = new("c0", "a", "c0-a1", 1, 1, Acknowledgement.Away);
    private static readonly ClusterRole C1 = new("c1", "b", "c1-b1", 1, 1, Acknowledgement.Away);
    private static readonly RolesItem Two = new(4, [C0, C1]);

    [Fact]
    public void Only_clusters_that_are_not_known_are_taken_from_configuration()
    {
        var promoted = new RolesItem(7, [C0 with { Primary = "c0-b1", Epoch = 2 }]);

        var next = RoleRules.Adopt(promoted, [C0, C1])!;

        Assert.Equal((8L, "c0-b1", "c1-b1"), (next.Version, next.Clusters[0].Primary, next.Clusters[1].Primary));
        Assert.Null(RoleRules.Adopt(next, [C0, C1]));
    }

    [Fact]
    public void A_promotion_is_a_new_epoch_that_nothing_has_followed_yet()
    {
        var (_, next) = RoleRules.Promote(Two, "c0", "c0-b1", 4);

        Assert.Equal(C0 with { Primary = "c0-b1", Epoch = 2 }, next!.Clusters[0]);
        Assert.Equal((5L, C1), (next.Version, next.Clusters[1]));
    }

    [Fact]
    public void Asked_for_what_is_so_already_nothing_changes_whatever_the_version()
    {
        var (reply, next) = RoleRules.Promote(Two, "c0", "c0-a1", 1);

        Assert.IsType<RoleReply.Same>(reply);
        Assert.Null(next);
    }

    [Fact]
    public void A_change_of_roles_read_too_long_ago_is_refused()
    {
        var (reply, next) = RoleRules.Promote(Two, "c0", "c0-b1", 3);

        Assert.Equal(Two, Assert.IsType<RoleReply.Stale>(reply).Roles);
        Assert.Null(next);
    }

    [Fact]
    public void A_cluster_that_is_not_there_has_no_role() => Assert.IsType<RoleReply.Unknown>(RoleRules.Promote(Two, "c9", "c9-a1", 4).Reply);

    [Fact]
    public void Home_acknowledgement_is_a_new_epoch_too()
    {
        var (_, next) = RoleRules.Acknowledge(Two, "c1", Acknowledgement.Home, 4);

        Assert.Equal(C1 with { Acknowledgement = Acknowledgement.Home, Epoch = 2 }, next!.Clusters[1]);
    }

    [Fact]
    public void An_epoch_is_followed_once_and_never_one_that_is_not_there()
    {
        var promoted = RoleRules.Promote(Two, "c0", "c0-b1", 4).Next!;

        var applied = RoleRules.Applied(promoted, "c0", 2)!;

        Assert.Equal(2, applied.Clusters[0].AppliedEpoch);
        Assert.Null(RoleRules.Applied(applied, "c0", 2));
        Assert.Null(RoleRules.Applied(applied, "c0", 3));
        Assert.Null(RoleRules.Applied(applied, "c9", 1));
    }
}
