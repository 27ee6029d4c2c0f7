using System.Collections.Immutable;
using Orleans.Serialization;

namespace MemberGrains.Conformance.Engine;

public sealed class IsolationTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task What_the_caller_does_to_an_argument_later_does_not_reach_the_grain()
    {
        var grain = Keeper("argument");
        var list = new List<string> { "one" };
        await grain.Keep(list);
        list.Add("two");
        Assert.Equal(["one"], await grain.Kept());
    }

    [Fact]
    public async Task What_the_grain_does_to_an_argument_does_not_reach_the_caller()
    {
        var list = new List<string> { "one" };
        await Keeper("grain-side").KeepAndAdd(list, "two");
        Assert.Equal(["one"], list);
    }

    [Fact]
    public async Task What_the_caller_does_to_a_result_does_not_reach_the_grain()
    {
        var grain = Keeper("result");
        await grain.Keep(["one"]);
        (await grain.Kept()).Add("two");
        Assert.Equal(["one"], await grain.Kept());
    }

    [Fact]
    public async Task Bytes_are_copied()
    {
        var grain = Keeper("bytes");
        byte[] bytes = [1, 2];
        await grain.KeepBytes(bytes);
        bytes[0] = 9;
        var kept = await grain.KeptBytes();
        Assert.Equal([1, 2], kept);
        kept[1] = 9;
        Assert.Equal([1, 2], await grain.KeptBytes());
    }

    [Fact]
    public async Task Objects_are_copied_with_all_they_hold()
    {
        var grain = Keeper("deep");
        var parcel = new Parcel { Name = "outer", Inner = new Parcel { Name = "inner" } };
        parcel.Counts["a"] = 1;
        await grain.KeepParcel(parcel);
        parcel.Inner.Name = "changed";
        parcel.Counts["a"] = 2;
        var kept = await grain.KeptParcel();
        Assert.Equal("inner", kept.Inner!.Name);
        Assert.Equal(1, kept.Counts["a"]);
    }

    [Fact]
    public async Task An_object_named_twice_is_one_object_in_the_copy()
    {
        var inner = new Parcel { Name = "shared" };
        var kept = await Keeper("shared").PassPair(new ParcelPair { Left = inner, Right = inner });
        Assert.NotSame(inner, kept.Left);
        Assert.Same(kept.Left, kept.Right);
    }

    [Fact]
    public async Task Values_of_every_common_type_cross_unchanged()
    {
        var sent = new Everything(
            "text",
            42,
            long.MinValue,
            1.5m,
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8)),
            TimeSpan.FromTicks(7),
            Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
            DayOfWeek.Friday,
            null,
            [new Point(1, 2), new Point(3, 4)],
            ImmutableDictionary<string, int>.Empty.Add("k", 1));
        var got = await Keeper("everything").Pass(sent);
        Assert.Equal(sent with { Points = default, Map = null! }, got with { Points = default, Map = null! });
        Assert.Equal(sent.Points.AsEnumerable(), got.Points);
        Assert.Equal(sent.Map, got.Map);
    }

    [Fact]
    public async Task A_closed_hierarchy_crosses_as_the_record_it_is()
    {
        var got = await Keeper("outcome").PassOutcome(new Refused("why"));
        Assert.Equal(new Refused("why"), got);
    }

    [Fact]
    public async Task A_type_without_a_serializer_is_refused_by_its_name()
    {
        var fault = await Assert.ThrowsAsync<CodecNotFoundException>(() => Keeper("refuse").PassAnything(new NotForTheWire()));
        Assert.Contains(nameof(NotForTheWire), fault.Message, StringComparison.Ordinal);
    }

    private IKeeperGrain Keeper(string key) => silos.Grains.GetGrain<IKeeperGrain>(key);
}
