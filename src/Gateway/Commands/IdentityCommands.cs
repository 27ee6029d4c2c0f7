using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Gateway.Requests;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Gateway.Commands;

/// <summary>
/// Runs commands on identities that the body names, when all its fields have been read. What is wrong is told in the
/// contract's order: fields, identities, what they are to each other, the key.
/// </summary>
internal sealed class IdentityCommands(IdentityParser parser, CommandDesk commands)
{
    /// <summary>Runs a command on one identity.</summary>
    public ValueTask RunAsync(Exchange exchange, NamedText identity, Func<IIdentityGrain, CommandContext, CancellationToken, Task<CommandReply>> command)
    {
        if (exchange.HasErrors(out var problem)) return exchange.RefuseAsync(problem);
        var named = new NamedIdentities(parser);
        var key = named.Read(identity.Field, identity.Text!);
        return RunAsync(exchange, named.Problem, key, command);
    }

    /// <summary>Runs a command on two identities, at the grain of the first.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="first">The first, as the body names it.</param>
    /// <param name="second">The second, which must be another one.</param>
    /// <param name="command">Gets the second as its identity.</param>
    /// <param name="check">What else the two must be to each other; null for nothing.</param>
    public ValueTask RunAsync(
        Exchange exchange,
        NamedText first,
        NamedText second,
        Func<IIdentityGrain, CommandContext, IdentityKey, CancellationToken, Task<CommandReply>> command,
        Func<IdentityKey, IdentityKey, Problem?>? check = null)
    {
        if (exchange.HasErrors(out var problem)) return exchange.RefuseAsync(problem);
        var named = new NamedIdentities(parser);
        var (one, other) = (named.Read(first.Field, first.Text!), named.Read(second.Field, second.Text!));
        problem = named.Problem
            ?? (one == other ? Problem.InvalidRequest(second.Field, $"It is the same identity as {first.Field}.") : null)
            ?? check?.Invoke(one, other);
        return RunAsync(exchange, problem, one, (grain, context, cancellation) => command(grain, context, other, cancellation));
    }

    private async ValueTask RunAsync(Exchange exchange, Problem? problem, IdentityKey first, Func<IIdentityGrain, CommandContext, CancellationToken, Task<CommandReply>> command)
    {
        string? key = null;
        problem ??= IdempotencyKey.Read(exchange, out key);
        if (problem is not null) await exchange.RefuseAsync(problem);
        else await commands.RunAsync(exchange, first, key, command);
    }
}
