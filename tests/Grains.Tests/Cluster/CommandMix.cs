using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Cluster;

/// <summary>One caller that draws commands of every type on a few identities.</summary>
internal sealed class CommandMix(GrainCluster cluster, int seed, IdentityKey[] keys)
{
    private readonly Random _random = new(seed);
    private string? _operation;

    /// <summary>The next command's first-named identity and its reply; operators' commands are rare.</summary>
    public async Task<(IdentityKey First, CommandReply Reply)> NextAsync()
    {
        var first = keys[_random.Next(keys.Length)];
        var reply = await SendAsync(_random.Next(20), first, keys[_random.Next(keys.Length)]);
        if (reply is CommandReply.Answered { Outcome: CommandOutcome.Bound or CommandOutcome.Merged or CommandOutcome.Replaced } changed)
            _operation = GrainCluster.Json(changed).GetProperty("operationId").GetString();
        return (first, reply);
    }

    private Task<CommandReply> SendAsync(int drawn, IdentityKey a, IdentityKey b)
    {
        var context = new CommandContext("tests", Some.Key());
        var grain = cluster.Identity(a);
        return drawn switch
        {
            < 8 when a != b => grain.BindAsync(new BindCommand(context, b, "app", null)),
            < 10 when a != b => grain.MergeAsync(new MergeCommand(context, b, "same")),
            < 12 when a != b && a.Kind == b.Kind => grain.ReplaceAsync(new ReplaceCommand(context, b, "app", null)),
            < 15 when _operation is { } operation => cluster.Grains.GetGrain<IOperationGrain>(operation).SplitAsync(new SplitCommand(context, "undo")),
            15 => grain.RegisterAsync(new RegisterCommand(context, "app")),
            16 => HoldAndReleaseAsync(grain, context),
            _ => grain.UnbindAsync(new UnbindCommand(context, null)),
        };
    }

    private static async Task<CommandReply> HoldAndReleaseAsync(IIdentityGrain grain, CommandContext context)
    {
        await grain.QuarantineAsync(new QuarantineCommand(context with { IdempotencyKey = null }, "odd"));
        return await grain.ReleaseAsync(new ReleaseCommand(context with { IdempotencyKey = null }, "even"));
    }
}
