namespace MemberGrains.Servers.Processes;

/// <summary>When a server ends at the latest.</summary>
public enum ServerLifetime
{
    /// <summary>With the process that started it, also when that one is killed.</summary>
    OfParent,

    /// <summary>When it is stopped; it outlives the process that started it.</summary>
    ItsOwn,
}
