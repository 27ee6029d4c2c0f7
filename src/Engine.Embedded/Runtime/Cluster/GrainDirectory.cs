using System.Collections.Concurrent;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>Where each grain is active. One for the cluster; a silo that the others have given up keeps one of its own.</summary>
internal sealed class GrainDirectory
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();

    public Activation? Find(GrainId grain) => _activations.TryGetValue(grain, out var activation) ? activation : null;

    /// <summary>The activation of the grain, whoever added it.</summary>
    public Activation FindOrAdd(GrainId grain, Activation candidate) => _activations.GetOrAdd(grain, candidate);

    public void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
}
