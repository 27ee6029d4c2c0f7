using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MemberGrains.Engine.Embedded.Runtime.State;

/// <summary>What a grain keeps in a storage; read before the grain is activated.</summary>
internal sealed class PersistentState<TState>(IGrainStorage storage, string name, GrainId grain) : IPersistentState<TState>, IReadableState
    where TState : new()
{
    private readonly GrainState<TState> _held = new() { State = new TState() };

    public TState State
    {
        get => _held.State;
        set => _held.State = value;
    }

    public string? Etag => _held.ETag;

    public bool RecordExists => _held.RecordExists;

    public Task ReadStateAsync() => storage.ReadStateAsync(name, grain, _held);

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, _held);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, grain, _held);
}
