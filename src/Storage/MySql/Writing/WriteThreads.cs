using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.Threads;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>The two threads that write to a primary: one for group commits, one for background jobs and the time.</summary>
internal sealed class WriteThreads(string cluster, long roleEpoch, BatchWriter commits, NodeSession jobs) : IAsyncDisposable
{
    /// <summary>The role epoch they were made in.</summary>
    public long RoleEpoch => roleEpoch;

    public DedicatedThreads<BatchWriter> Commits { get; } = new($"record {cluster} commits", [commits]);

    public DedicatedThreads<NodeSession> Jobs { get; } = new($"record {cluster} jobs", [jobs]);

    public async ValueTask DisposeAsync()
    {
        await Commits.DisposeAsync();
        await Jobs.DisposeAsync();
    }
}
