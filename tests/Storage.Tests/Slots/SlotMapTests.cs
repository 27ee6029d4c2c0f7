using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Slots;

namespace MemberGrains.Storage.Tests.Slots;

public sealed class SlotMapTests
{
    [Fact]
    public void By_default_each_center_is_home_of_half_the_slots()
    {
        var homes = Enumerable.Range(0, Slot.Count).Select(slot => SlotMap.Default.ClusterOf(new Slot((short)slot)).HomeCenter).ToList();
        Assert.Equal(Slot.Count / 2, homes.Count(home => home == "a"));
        Assert.Equal(Slot.Count / 2, homes.Count(home => home == "b"));
    }

    [Theory]
    [InlineData(0, "c0")]
    [InlineData(511, "c0")]
    [InlineData(512, "c1")]
    [InlineData(1023, "c1")]
    public void Ranges_are_inclusive(short slot, string cluster) => Assert.Equal(cluster, SlotMap.Default.ClusterOf(new Slot(slot)).Id);

    [Fact]
    public void A_missing_slot_is_named()
    {
        var refused = Assert.Throws<ArgumentException>(() => new SlotMap([new("c0", "a", 0, 499), new("c1", "b", 501, 1023)]));
        Assert.Contains("Slot 500 is held by no cluster", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_held_twice_is_named_with_both_clusters()
    {
        var refused = Assert.Throws<ArgumentException>(() => new SlotMap([new("c0", "a", 0, 600), new("c1", "b", 600, 1023)]));
        Assert.Contains("Slot 600 is held by c0 and c1", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 1023)]
    [InlineData(0, 1024)]
    [InlineData(5, 4)]
    public void A_range_outside_the_slots_is_refused(int first, int last) =>
        Assert.Throws<ArgumentException>(() => new SlotMap([new("c0", "a", first, last)]));
}
