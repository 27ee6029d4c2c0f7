using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers;

/// <summary>Where a server lives, and how long.</summary>
/// <param name="Name">For people: log lines, errors, the table of <c>./dev services status</c>.</param>
/// <param name="Directory">Its data, configuration and log; kept when the server is disposed of.</param>
/// <param name="Lifetime">Whether it ends with this process.</param>
public sealed record ServerPlace(string Name, string Directory, ServerLifetime Lifetime)
{
    /// <summary>A directory under temp that goes with this process, as its server does.</summary>
    public static ServerPlace Temporary(string name) => new(name, TemporaryPlace.Make(name), ServerLifetime.OfParent);
}
