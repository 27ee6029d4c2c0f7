using System.Text;
using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Cache;

namespace MemberGrains.Gateway.Commands;

/// <summary>Runs a checked command at its grain and answers with what became of it.</summary>
internal sealed class CommandDesk(IGrainFactory grains, GrainCalls calls, CacheFloors floors, AdmissionDesk admission)
{
    /// <summary>Runs a command of an identity, the one it names first.</summary>
    public ValueTask RunAsync(
        Exchange exchange,
        IdentityKey first,
        string? idempotencyKey,
        Func<IIdentityGrain, CommandContext, CancellationToken, Task<CommandReply>> command) =>
        RunAsync(exchange, idempotencyKey, (context, cancellation) => command(grains.GetGrain<IIdentityGrain>(first.Text), context, cancellation));

    /// <summary>Runs a command of an operation.</summary>
    public ValueTask RunAsync(
        Exchange exchange,
        string operationId,
        string idempotencyKey,
        Func<IOperationGrain, CommandContext, CancellationToken, Task<CommandReply>> command) =>
        RunAsync(exchange, idempotencyKey, (context, cancellation) => command(grains.GetGrain<IOperationGrain>(operationId), context, cancellation));

    /// <summary>The center's floors are raised before a success leaves.</summary>
    private async ValueTask RunAsync(Exchange exchange, string? idempotencyKey, Func<CommandContext, CancellationToken, Task<CommandReply>> command)
    {
        using var pass = await admission.EnterAsync(exchange);
        if (!pass.IsGranted) return;
        using var span = Tracing.Start(exchange);
        var context = new CommandContext(exchange.Account!.Name, idempotencyKey, span?.Id ?? exchange.Trace.TraceParent);
        var reply = await AskAsync(exchange, context, command);
        switch (reply)
        {
            case CommandReply.Answered answered:
                await floors.RaiseAsync(answered.Versions, exchange.Deadline.Token);
                await AnswerAsync(exchange, answered);
                break;
            case CommandReply.KeyReused:
                await exchange.RefuseAsync(new Problem(ProblemCode.KeyReused, "The key belongs to another body; nothing was changed."));
                break;
            case CommandReply.Contended(var retryAfterMs):
                await exchange.RefuseAsync(new Problem(ProblemCode.Contended, "Nothing was changed; the key is free.") { RetryAfterSeconds = Math.Max(1, (retryAfterMs + 999) / 1_000) });
                break;
            default:
                throw new InvalidOperationException($"{reply.GetType().Name} is no answer to a command.");
        }
    }

    /// <summary>
    /// The grain's reply. A try that was lost on its way may have changed something: that a later one changed nothing, because
    /// the record was away or the identity busy, then says nothing of the command.
    /// </summary>
    /// <exception cref="FateUnknownException">Whether the command was done is not known.</exception>
    private async ValueTask<CommandReply> AskAsync(Exchange exchange, CommandContext context, Func<CommandContext, CancellationToken, Task<CommandReply>> command)
    {
        int tries = 0;
        try
        {
            var reply = await calls.AskAsync(exchange.Deadline, cancellation =>
            {
                tries++;
                return command(context with { TimeoutMs = PatienceMs(exchange) }, cancellation);
            });
            return reply is CommandReply.Contended && tries > 1 ? throw Unknown(null) : reply;
        }
        catch (StoreUnavailableException fault) when (tries > 1)
        {
            throw Unknown(fault);
        }
    }

    private static FateUnknownException Unknown(Exception? inner) => new("A try before this one was lost on its way.", inner);

    /// <summary>What is left of the caller's time: longer than that nobody waits for the answer.</summary>
    private static int PatienceMs(Exchange exchange) => Math.Max(1, (int)exchange.Deadline.Remaining.TotalMilliseconds);

    private static ValueTask AnswerAsync(Exchange exchange, CommandReply.Answered answered)
    {
        var response = exchange.Http.Response;
        if (answered.Replayed) response.Headers[Headers.IdempotentReplay] = "true";
        int status = answered.Outcome.Status();
        return status < StatusCodes.Status300MultipleChoices
            ? Answer.BytesAsync(response, status, MediaType.Json, answered.Body.AsSpan())
            : exchange.RefuseAsync(new Problem(ProblemCode.Of(answered.Outcome), Encoding.UTF8.GetString(answered.Body.AsSpan())));
    }
}
