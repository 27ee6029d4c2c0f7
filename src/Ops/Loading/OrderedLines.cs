using System.Threading.Channels;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Ops.Loading;

/// <summary>
/// Lets lines run side by side, but a line about people an earlier line was about only after that one has ended. Who is
/// connected is learned from the lines themselves (a bind connects what it names), so the outcome is that of running
/// the file from top to bottom. Give lines from one thread; end them from any.
/// </summary>
internal sealed class OrderedLines
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PeopleGroup> _groups = new(StringComparer.Ordinal);

    // By line, not by readiness: a line that waited for another must not queue again behind all that was read ahead, or
    // the gapless answered beginning, which is what a resumed load goes on from, stays far behind.
    private readonly Channel<OrderedLine> _ready = Channel.CreateUnboundedPrioritized(
        new UnboundedPrioritizedChannelOptions<OrderedLine> { Comparer = Comparer<OrderedLine>.Create((x, y) => x.Line.Number.CompareTo(y.Line.Number)) });

    /// <summary>Lines that may run now.</summary>
    public ChannelReader<OrderedLine> Ready => _ready.Reader;

    /// <summary>Takes the next line of the file.</summary>
    public void Add(LoadLine line)
    {
        var item = new OrderedLine(line);
        lock (_lock)
        {
            if (line is LoadLine.Register register)
            {
                Enter(item, GroupOf(register.Identity));
            }
            else if (line is LoadLine.Bind bind)
            {
                var (a, b) = (GroupOf(bind.A), GroupOf(bind.B));
                if (a != b)
                {
                    item.WaitFor(b.Last);
                    b.JoinInto(a);
                }

                Enter(item, a);
            }

            if (item.WaitsFor > 0) return;
        }

        _ready.Writer.TryWrite(item);
    }

    /// <summary>No line will follow, and none that waits is wanted any more.</summary>
    public void Complete() => _ready.Writer.TryComplete();

    /// <summary>A line has ended; those that waited for it may run.</summary>
    public void End(OrderedLine line)
    {
        lock (_lock)
        {
            if (line.Group?.Root() is { } group && group.Last == line) group.Last = null;
            foreach (var follower in line.End())
            {
                if (follower.WaitsFor == 0) _ready.Writer.TryWrite(follower);
            }
        }
    }

    private static void Enter(OrderedLine item, PeopleGroup group)
    {
        item.WaitFor(group.Last);
        item.Group = group;
        group.Last = item;
    }

    private PeopleGroup GroupOf(string identity)
    {
        // Two spellings of one phone are one person; what is no identity stands for itself.
        string key = IdentityParser.Default.Parse(identity, out var parsed) == IdentityProblem.None ? parsed.Text : identity;
        if (!_groups.TryGetValue(key, out var group)) _groups[key] = group = new PeopleGroup();
        return group.Root();
    }
}
