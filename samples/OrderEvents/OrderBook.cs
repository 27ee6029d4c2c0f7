using System.Text.Json;

namespace OrderEvents;

/// <summary>
/// What an order service keeps by member id, and how it follows the change stream: when a member id is joined into another,
/// its orders are that one's. Events may come twice and out of order; versions decide, so nothing here asks how often it
/// was told. A real service keeps both tables in its database and writes them in one transaction.
/// </summary>
public sealed class OrderBook
{
    private readonly Dictionary<string, long> _applied = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _joined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _orders = new(StringComparer.Ordinal);

    /// <summary>An order of a member.</summary>
    public void Place(string orderId, string memberId) => _orders[orderId] = memberId;

    /// <summary>Whose an order is now: the living member that the member who placed it has become.</summary>
    public string MemberOf(string orderId) => Living(_orders[orderId]);

    /// <summary>Applies one event (the CloudEvent, as docs/events.schema.json has it). True if it told something new.</summary>
    public bool Apply(JsonElement change)
    {
        bool news = false;
        foreach (var member in change.GetProperty("data").GetProperty("members").EnumerateArray())
        {
            string id = member.GetProperty("memberId").GetString()!;
            long version = member.GetProperty("memberVersion").GetInt64();
            if (_applied.GetValueOrDefault(id) >= version) continue;
            _applied[id] = version;
            news = true;
            if (member.GetProperty("state").GetString() == "former") _joined[id] = member.GetProperty("joinedInto").GetString()!;
            else _joined.Remove(id);
        }

        return news;
    }

    private string Living(string memberId)
    {
        while (_joined.TryGetValue(memberId, out string? into)) memberId = into;
        return memberId;
    }
}
