using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Reads;
using Orleans.Concurrency;

namespace MemberGrains.Interfaces;

/// <summary>
/// One member identity, keyed by its normal form (<see cref="Identities.IdentityKey.Text"/>). It owns its row, answers
/// with the whole relation of its member, and coordinates the commands that name it first. Every call interleaves; it
/// takes commands one at a time by a queue of its own, which is bounded and knows how long each caller waits.
/// </summary>
[Alias("mg.IIdentityGrain")]
public interface IIdentityGrain : IGrainWithStringKey
{
    /// <summary>Reads. Strong answers are confirmed at the slot's primary after the state was gathered.</summary>
    /// <exception cref="Faults.StoreUnavailableException">The record can not be asked.</exception>
    /// <exception cref="TimeoutException">A strong read met an operation whose coordinator did not answer.</exception>
    [AlwaysInterleave]
    [Alias("Resolve")]
    Task<ResolveReply> ResolveAsync(ResolveQuery query, CancellationToken cancellation = default);

    /// <summary>A page of its history, and its relation at a past time.</summary>
    [AlwaysInterleave]
    [Alias("History")]
    Task<HistoryReply> HistoryAsync(HistoryQuery query, CancellationToken cancellation = default);

    /// <summary>Registers it. The answer's body is the relation.</summary>
    [AlwaysInterleave]
    [Alias("Register")]
    Task<CommandReply> RegisterAsync(RegisterCommand command, CancellationToken cancellation = default);

    /// <summary>Joins its member with another identity's.</summary>
    [AlwaysInterleave]
    [Alias("Bind")]
    Task<CommandReply> BindAsync(BindCommand command, CancellationToken cancellation = default);

    /// <summary>Takes it out of its member.</summary>
    [AlwaysInterleave]
    [Alias("Unbind")]
    Task<CommandReply> UnbindAsync(UnbindCommand command, CancellationToken cancellation = default);

    /// <summary>Gives its place to another identity of its kind.</summary>
    [AlwaysInterleave]
    [Alias("Replace")]
    Task<CommandReply> ReplaceAsync(ReplaceCommand command, CancellationToken cancellation = default);

    /// <summary>Joins another identity's member into its own.</summary>
    [AlwaysInterleave]
    [Alias("Merge")]
    Task<CommandReply> MergeAsync(MergeCommand command, CancellationToken cancellation = default);

    /// <summary>Holds it.</summary>
    [AlwaysInterleave]
    [Alias("Quarantine")]
    Task<CommandReply> QuarantineAsync(QuarantineCommand command, CancellationToken cancellation = default);

    /// <summary>Releases it.</summary>
    [AlwaysInterleave]
    [Alias("Release")]
    Task<CommandReply> ReleaseAsync(ReleaseCommand command, CancellationToken cancellation = default);
}
