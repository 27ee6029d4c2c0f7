using MemberGrains.Grains.Identities;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Grains.Protocol;

/// <summary>Takes the commands that name an identity first: each in its turn, none longer than its caller waits.</summary>
internal sealed class CommandRunner(Coordinator coordinator, ProtocolOptions options, TimeProvider time, GrainMetrics metrics)
{
    /// <inheritdoc cref="Coordinator.RunAsync"/>
    public async Task<CommandReply> RunAsync(IdentitySession session, BindingCommand command, CommandContext context, CancellationToken cancellation)
    {
        if (command.Second == command.First) throw new ArgumentException("A command names two different identities.", nameof(command));
        var patience = Patience.Of(context, options, time);
        if (!await session.Turns.EnterAsync(options.MostWaiting, patience, time, cancellation))
        {
            metrics.Contended();
            return new CommandReply.Contended(options.RetryAfterMs);
        }

        try
        {
            return await coordinator.RunAsync(session, command, context, patience, cancellation);
        }
        finally
        {
            session.Turns.Leave();
        }
    }
}
