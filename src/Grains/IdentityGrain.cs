using MemberGrains.Grains.Identities;
using MemberGrains.Grains.Operations;
using MemberGrains.Grains.Placement;
using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Grains;

/// <summary>
/// One identity. Holds its session and passes calls on: reads to <see cref="IdentityReads"/>, commands that name it first
/// to <see cref="CommandRunner"/>, other identities' operations to <see cref="Participant"/> and <see cref="Fates"/>.
/// The row is read by the first call that needs it, not at activation, so a store that is out refuses calls, not grains.
/// </summary>
[HomeCenterPlacement]
internal sealed class IdentityGrain(IdentityServices services) : Grain, IIdentityGrain, IOperationParticipant, IOperationUndo
{
    private IdentitySession _session = null!;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _session = new IdentitySession(new IdentityKey(this.GetPrimaryKeyString()));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ResolveReply> ResolveAsync(ResolveQuery query, CancellationToken cancellation = default)
    {
        var reply = await services.Reads.ResolveAsync(_session, query, cancellation);
        if (reply is ResolveReply.Unknown) LeaveIfAbsent();
        return reply;
    }

    /// <inheritdoc/>
    public async Task<HistoryReply> HistoryAsync(HistoryQuery query, CancellationToken cancellation = default)
    {
        var reply = await services.Reads.HistoryAsync(_session, query, cancellation);
        if (!reply.Known) LeaveIfAbsent();
        return reply;
    }

    /// <inheritdoc/>
    public Task<CommandReply> RegisterAsync(RegisterCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Register(_session.Key, command.App), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<CommandReply> BindAsync(BindCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Bind(_session.Key, command.B, command.App, command.Reason), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<CommandReply> UnbindAsync(UnbindCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Unbind(_session.Key, command.Reason), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<CommandReply> ReplaceAsync(ReplaceCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Replace(_session.Key, command.New, command.App, command.Reason), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<CommandReply> MergeAsync(MergeCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Merge(_session.Key, command.From, command.Reason), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<CommandReply> SplitAsync(string operationId, SplitCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Split(_session.Key, operationId, command.Reason), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<CommandReply> QuarantineAsync(QuarantineCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Quarantine(_session.Key, command.Reason), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<CommandReply> ReleaseAsync(ReleaseCommand command, CancellationToken cancellation = default) =>
        RunAsync(new BindingCommand.Release(_session.Key, command.Reason), command.Context, cancellation);

    /// <inheritdoc/>
    public Task<GatherReply> GatherAsync(bool reload, CancellationToken cancellation = default) =>
        services.Participant.GatherAsync(_session, reload, cancellation);

    /// <inheritdoc/>
    public Task<bool> PrepareAsync(PrepareRequest request, CancellationToken cancellation = default) =>
        services.Participant.PrepareAsync(_session, request);

    /// <inheritdoc/>
    public Task CommitAsync(string operationId, CancellationToken cancellation = default) =>
        services.Participant.CommitAsync(_session, operationId);

    /// <inheritdoc/>
    public Task AbortAsync(string operationId, CancellationToken cancellation = default) =>
        services.Participant.AbortAsync(_session, operationId);

    /// <inheritdoc/>
    public Task<OperationFate> AskAsync(string operationId, long decidesOn, CancellationToken cancellation = default) =>
        services.Fates.OfAsync(_session, operationId, decidesOn);

    /// <inheritdoc/>
    public Task WakeAsync(CancellationToken cancellation = default) => services.Recovery.WakeAsync(_session, cancellation);

    private async Task<CommandReply> RunAsync(BindingCommand command, CommandContext context, CancellationToken cancellation)
    {
        var reply = await services.Commands.RunAsync(_session, command, context, cancellation);
        LeaveIfAbsent();
        return reply;
    }

    /// <summary>
    /// Look-ups of unknown identities must not fill the silos with empty activations. One that still has commands to run
    /// stays: while it leaves, others' calls wait, and its commands may be waiting for those others.
    /// </summary>
    private void LeaveIfAbsent()
    {
        if (_session is { IsReady: true, Turns.IsIdle: true, Row: { Version: 0, Pending: null } }) this.DeactivateOnIdle();
    }
}
