using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Reads;

namespace MemberGrains.Simulation.Workload;

/// <summary>Sends one call as a gateway does, with a deadline, and records what came of it.</summary>
internal sealed class Gateway(IGrainFactory grains, Recorder recorder, TimeProvider time)
{
    /// <summary>One try of a command.</summary>
    public async Task<Attempt> TryAsync(Command command, TimeSpan timeout, bool misuse = false)
    {
        var attempt = recorder.Try(command, misuse);
        try
        {
            using var deadline = new CancellationTokenSource(timeout, time);
            var context = new CommandContext(command.Caller, command.Key, attempt.TraceParent);
            var reply = await Held(SendAsync(command.Request, context, misuse, deadline.Token)).WaitAsync(deadline.Token);
            attempt.End(recorder.Now(), reply);
        }
        catch (Exception fault)
        {
            attempt.End(recorder.Now(), fault);
        }

        return attempt;
    }

    /// <summary>One read.</summary>
    public async Task<ReadCall> ReadAsync(Request.Read request, long minVersion, TimeSpan timeout)
    {
        var read = recorder.Read(request, minVersion);
        try
        {
            using var deadline = new CancellationTokenSource(timeout, time);
            var reply = request.Replica is { } center
                ? await ShownAsync(center, request.Identity, deadline.Token)
                : await Held(Grain(request.Identity).ResolveAsync(new ResolveQuery(request.Consistency, minVersion), deadline.Token)).WaitAsync(deadline.Token);
            read.End(recorder.Now(), reply);
        }
        catch (Exception fault)
        {
            read.End(recorder.Now(), fault);
        }

        return read;
    }

    /// <summary>A replica that can not tell is asked in vain: a gateway would go to the grain.</summary>
    private async Task<ResolveReply> ShownAsync(string center, IdentityKey identity, CancellationToken cancellation)
    {
        var replies = await Held(grains.GetGrain<IReplicaReaderGrain>(center).ReadAsync([identity], cancellation)).WaitAsync(cancellation);
        return replies[0].Relation is { } relation
            ? new ResolveReply.Found(relation, replies[0].StalenessMs)
            : throw new StoreUnavailableException("The replica can not tell.");
    }

    private Task<CommandReply> SendAsync(Request request, CommandContext context, bool misuse, CancellationToken cancellation) => request switch
    {
        Request.Register register => Grain(register.Identity).RegisterAsync(new RegisterCommand(context, register.App), cancellation),
        Request.Bind bind => Grain(bind.A).BindAsync(new BindCommand(context, bind.B, bind.App, misuse ? "misuse" : null), cancellation),
        Request.Unbind unbind => Grain(unbind.Identity).UnbindAsync(new UnbindCommand(context, misuse ? "misuse" : null), cancellation),
        Request.Replace replace => Grain(replace.Old).ReplaceAsync(new ReplaceCommand(context, replace.New, replace.App, misuse ? "misuse" : null), cancellation),
        Request.Merge merge => Grain(merge.Into).MergeAsync(new MergeCommand(context, merge.From, misuse ? "misuse" : "order"), cancellation),
        Request.Split split => grains.GetGrain<IOperationGrain>(split.OperationId).SplitAsync(new SplitCommand(context, misuse ? "misuse" : null), cancellation),
        Request.Quarantine hold => Grain(hold.Identity).QuarantineAsync(new QuarantineCommand(context, misuse ? "misuse" : "order"), cancellation),
        Request.Release release => Grain(release.Identity).ReleaseAsync(new ReleaseCommand(context, misuse ? "misuse" : "order"), cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, null),
    };

    private IIdentityGrain Grain(IdentityKey key) => grains.GetGrain<IIdentityGrain>(key.Text);

    // A call's own task may complete its waiters on the thread pool; one of ours does not.
    private static async Task<T> Held<T>(Task<T> call) => await call;
}
