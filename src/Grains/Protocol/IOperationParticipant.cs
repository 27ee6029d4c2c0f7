using Orleans.Concurrency;

namespace MemberGrains.Grains.Protocol;

/// <summary>
/// What identity grains say to each other to change several identities at once: presumed abort, and the coordinator's
/// own row write is the decision. Every call interleaves, and none of them waits for another operation, so that
/// identities binding each other can not deadlock.
/// </summary>
[Alias("mg.IOperationParticipant")]
public interface IOperationParticipant : IGrainWithStringKey
{
    /// <summary>The committed state, after finishing what is already decided.</summary>
    /// <param name="reload">True if the primary did not confirm the state last shown: read it again first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [AlwaysInterleave]
    [Alias("Gather")]
    Task<GatherReply> GatherAsync(bool reload, CancellationToken cancellation = default);

    /// <summary>Writes down that it is ready. False, at once: another operation holds it, or its version is another.</summary>
    [AlwaysInterleave]
    [Alias("Prepare")]
    Task<bool> PrepareAsync(PrepareRequest request, CancellationToken cancellation = default);

    /// <summary>The operation is decided. Returning means that it is applied here and durable.</summary>
    [AlwaysInterleave]
    [Alias("Commit")]
    Task CommitAsync(string operationId, CancellationToken cancellation = default);

    /// <summary>The operation will never be decided. Returning means that this identity is free of it.</summary>
    [AlwaysInterleave]
    [Alias("Abort")]
    Task AbortAsync(string operationId, CancellationToken cancellation = default);

    /// <summary>Asked of the coordinator by a participant. An operation it does not know is first made impossible.</summary>
    /// <param name="operationId">The operation.</param>
    /// <param name="decidesOn">The revision of the coordinator's row on which it can be decided, as the prepare named it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    [AlwaysInterleave]
    [Alias("Ask")]
    Task<OperationFate> AskAsync(string operationId, long decidesOn, CancellationToken cancellation = default);

    /// <summary>Finishes what is left unfinished here; called by the recovery job when nobody else calls.</summary>
    [AlwaysInterleave]
    [Alias("Wake")]
    Task WakeAsync(CancellationToken cancellation = default);
}
