using MemberGrains.Ops.Loading;

namespace MemberGrains.Ops.Tests.Loading;

public sealed class OrderedLinesTests
{
    private readonly OrderedLines _lines = new();

    [Fact]
    public void Lines_about_different_people_run_side_by_side()
    {
        Register("phone:13912345678");
        Register("phone:13912345679");

        Assert.Equal([1, 2], ReadyNow());
    }

    [Fact]
    public void A_line_about_the_same_person_waits_even_when_the_phone_is_written_otherwise()
    {
        Register("phone:13912345678");
        Register("phone:+86 139-1234-5678");

        var first = Take();
        Assert.Empty(ReadyNow());
        _lines.End(first);
        Assert.Equal([2], ReadyNow());
    }

    [Fact]
    public void A_bind_connects_so_that_later_lines_about_either_side_keep_their_order()
    {
        Bind("phone:13912345678", "unionid:abcdef");
        Bind("phone:13912345678", "elong:123456");
        Bind("unionid:abcdef", "elong:654321");

        for (long expected = 1; expected <= 3; expected++)
        {
            var next = Take();
            Assert.Equal(expected, next.Line.Number);
            Assert.Empty(ReadyNow());
            _lines.End(next);
        }
    }

    [Fact]
    public void A_bind_waits_for_the_last_line_of_both_sides()
    {
        Register("phone:13912345678");
        Register("unionid:abcdef");
        Bind("phone:13912345678", "unionid:abcdef");

        var (first, second) = (Take(), Take());
        _lines.End(second);
        Assert.Empty(ReadyNow());
        _lines.End(first);
        Assert.Equal([3], ReadyNow());
    }

    [Fact]
    public void A_line_that_can_not_be_sent_waits_for_nobody()
    {
        Register("phone:13912345678");
        _lines.Add(new LoadLine.Unsendable(++_number, "bad-line", "not JSON"));

        Assert.Equal([1, 2], ReadyNow());
    }

    private long _number;

    private void Register(string identity) => _lines.Add(new LoadLine.Register(++_number, identity, "app"));

    private void Bind(string a, string b) => _lines.Add(new LoadLine.Bind(++_number, a, b, "app", null));

    private OrderedLine Take()
    {
        Assert.True(_lines.Ready.TryRead(out var line));
        return line;
    }

    private List<long> ReadyNow()
    {
        var numbers = new List<long>();
        while (_lines.Ready.TryRead(out var line)) numbers.Add(line.Line.Number);
        return numbers;
    }
}
