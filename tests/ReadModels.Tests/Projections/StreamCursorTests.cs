using MemberGrains.ChangeStream.Port;
using MemberGrains.ReadModels.Projections;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Projections;

public sealed class StreamCursorTests
{
    private static readonly DateTimeOffset Start = SomeEvents.Time;

    private readonly VirtualTime _time = new();
    private readonly StreamCursor _cursor;

    public StreamCursorTests() => _cursor = new StreamCursor(TimeSpan.FromSeconds(2), _time);

    private DateTimeOffset? Changes(long number, long fence = 1) =>
        _cursor.Observe(new StreamMessage.Changes("c0", []) { Position = new RelayPosition(fence, number) });

    private DateTimeOffset? Beat(long number, int through, long fence = 1) =>
        _cursor.Observe(new StreamMessage.Heartbeat("c0", Start.AddSeconds(through)) { Position = new RelayPosition(fence, number) });

    [Fact]
    public void A_heartbeat_counts_when_everything_before_it_is_applied()
    {
        Assert.Null(Changes(1));
        Assert.Equal(Start.AddSeconds(5), Beat(2, 5));
        Assert.Null(Changes(3));
        Assert.Equal(Start.AddSeconds(6), Beat(4, 6));
    }

    [Fact]
    public void A_heartbeat_that_overtook_a_change_waits_for_it()
    {
        Assert.Null(Beat(2, 5));
        Assert.Null(Beat(3, 6));
        Assert.Equal(Start.AddSeconds(6), Changes(1));
    }

    [Fact]
    public void A_repeat_tells_nothing_new_and_opens_no_hole()
    {
        Changes(1);
        Beat(2, 5);
        Assert.Null(Changes(1));
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.False(_cursor.IsOverdue);
        Assert.Equal(Start.AddSeconds(7), Beat(3, 7));
    }

    [Fact]
    public void A_hole_is_overdue_only_after_the_patience_and_the_rows_close_it()
    {
        Changes(1);
        Assert.Null(Beat(3, 5));
        Assert.False(_cursor.IsOverdue);
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Null(Beat(4, 6));
        Assert.True(_cursor.IsOverdue);
        Assert.Equal(Start.AddSeconds(6), _cursor.Repaired());
        Assert.False(_cursor.IsOverdue);
        Assert.Equal(Start.AddSeconds(7), Beat(5, 7));
    }

    [Fact]
    public void The_first_message_of_a_relay_has_number_one()
    {
        Assert.Null(Beat(2, 5));
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.True(_cursor.IsOverdue);
    }

    [Fact]
    public void A_new_relay_counts_anew_and_the_old_ones_late_messages_do_not_count()
    {
        Changes(1);
        Beat(2, 5);
        Assert.Equal(Start.AddSeconds(8), Beat(1, 8, fence: 2));
        Assert.Null(Beat(3, 9, fence: 1));
        Assert.False(_cursor.IsOverdue);
    }

    [Fact]
    public void What_the_old_relay_left_open_keeps_heartbeats_back_until_the_rows_were_asked()
    {
        Changes(2);
        Assert.Null(Beat(1, 8, fence: 2));
        _time.Pass(TimeSpan.FromSeconds(2));
        Assert.Null(Beat(2, 9, fence: 2));
        Assert.True(_cursor.IsOverdue);
        Assert.Equal(Start.AddSeconds(9), _cursor.Repaired());
    }

    [Fact]
    public void A_publisher_that_counts_nothing_is_trusted_with_its_order() =>
        Assert.Equal(Start.AddSeconds(3), Beat(0, 3, fence: 0));
}
