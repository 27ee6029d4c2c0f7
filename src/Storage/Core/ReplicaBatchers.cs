using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core;

/// <summary>A batcher of replica reads for each center that asks.</summary>
internal sealed class ReplicaBatchers(Func<string, Batcher<ImmutableArray<IdentityKey>, ImmutableArray<ReplicaRow>>> make)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Batcher<ImmutableArray<IdentityKey>, ImmutableArray<ReplicaRow>>> _byCenter = new(StringComparer.Ordinal);

    public Batcher<ImmutableArray<IdentityKey>, ImmutableArray<ReplicaRow>> Of(string center)
    {
        lock (_gate)
        {
            if (!_byCenter.TryGetValue(center, out var batcher)) _byCenter.Add(center, batcher = make(center));
            return batcher;
        }
    }

    public Task CloseAsync()
    {
        lock (_gate) return Task.WhenAll(_byCenter.Values.Select(batcher => batcher.CloseAsync()));
    }
}
