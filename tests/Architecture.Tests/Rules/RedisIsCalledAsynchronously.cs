using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// The library's synchronous calls hold a thread each while they wait: a hundred of them starve the pool, and then nothing
/// answers. Seen in the metadata, so that no alias hides one.
/// </summary>
internal sealed class RedisIsCalledAsynchronously(IReadOnlyCollection<BuiltRoom> rooms) : IHouseRule
{
    private static readonly string[] Callers = ["IDatabase", "IServer", "ISubscriber", "IBatch", "ITransaction", "ConnectionMultiplexer", "IConnectionMultiplexer"];

    // These ask no server.
    private static readonly string[] Local = ["GetDatabase", "GetServer", "GetSubscriber", "GetEndPoints", "Dispose"];

    public IEnumerable<Violation> Check(House house) =>
        from room in rooms
        from member in room.Members
        where IsSynchronous(member)
        select new Violation($"src/{room.Name}", 0, $"code of {room.Name} calls {member}: use the asynchronous call");

    private static bool IsSynchronous(string member)
    {
        string[] parts = member.Split('.');
        string name = parts[^1];
        return member.StartsWith("StackExchange.Redis.", StringComparison.Ordinal)
            && Callers.Contains(parts[^2])
            && !name.EndsWith("Async", StringComparison.Ordinal)
            && !name.StartsWith("get_", StringComparison.Ordinal)
            && !Local.Contains(name);
    }
}
