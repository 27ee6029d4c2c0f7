using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Threads;
using Polly;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>One node as replica reads use it: threads of its own, made when it is first read, and a breaker of its own.</summary>
internal sealed class ReplicaNode(string name, ResiliencePipeline pipeline, Func<IReadOnlyCollection<NodeSession>> open) : IAsyncDisposable
{
    private readonly Lazy<DedicatedThreads<NodeSession>> _threads = new(() => new DedicatedThreads<NodeSession>($"record {name} reader", open()));

    public string Name => name;

    public ValueTask<ImmutableArray<ReplicaRow>?> ReadAsync(Func<NodeConnection, ImmutableArray<ReplicaRow>?> read, CancellationToken cancellation) =>
        pipeline.ExecuteAsync(
            async token => await _threads.Value.RunAsync(session => session.Read(read), token).AsTask().WaitAsync(token),
            cancellation);

    public ValueTask DisposeAsync() => _threads.IsValueCreated ? _threads.Value.DisposeAsync() : ValueTask.CompletedTask;
}
