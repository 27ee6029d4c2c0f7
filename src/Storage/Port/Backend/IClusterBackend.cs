namespace MemberGrains.Storage.Port.Backend;

/// <summary>
/// What an adapter does for one physical cluster; the group commit, batching and routing above it are the same for all.
/// To add one: implement this interface, subclass the conformance suite, and register the instances with
/// <see cref="RecordStore"/>.
/// </summary>
/// <remarks>
/// Faults of every call: <see cref="Interfaces.Faults.StoreUnavailableException"/> when nothing was written;
/// <see cref="Interfaces.Faults.FateUnknownException"/> from writes only, when they may have happened. Anything else is
/// taken for an unknown fate after a write, for an unavailable store after a read.
/// Calls may overlap; an adapter never blocks the calling thread.
/// </remarks>
public interface IClusterBackend : IRowBackend, IHistoryBackend, IOutboxBackend, IBacklogBackend, IJobBackend, IAsyncDisposable
{
    /// <summary>Name of the physical cluster, for example <c>c0</c>.</summary>
    string Cluster { get; }
}
