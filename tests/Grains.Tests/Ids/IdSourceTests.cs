using MemberGrains.Grains.Ids;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Grains.Tests.Ids;

public sealed class IdSourceTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private readonly IdSource _ids = new(new Random(5).NextBytes);

    [Fact]
    public void Member_ids_of_one_operation_ascend_and_differ()
    {
        var ids = _ids.NewMembers(Time, 16);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids.AsEnumerable());
        Assert.Equal(16, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^m[0-9a-hjkmnp-tv-z]{26}$", id));
    }

    [Fact]
    public void Member_ids_sort_by_creation_to_100_ns()
    {
        string early = _ids.NewMembers(Time, 1)[0];
        string late = _ids.NewMembers(Time.AddTicks(1), 1)[0];
        Assert.True(string.CompareOrdinal(early, late) < 0);
    }

    [Fact]
    public void An_operation_id_names_its_slot_and_nothing_else()
    {
        Assert.Matches("^op_3ff_[0-9a-hjkmnp-tv-z]{24}$", _ids.NewOperation(new Slot(1023)));
        Assert.StartsWith("op_00a_", _ids.NewOperation(new Slot(10)), StringComparison.Ordinal);
    }
}
