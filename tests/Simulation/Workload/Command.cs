using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MemberGrains.Interfaces.Commands;

namespace MemberGrains.Simulation.Workload;

/// <summary>One command of a client with everything that was tried for it: retries, and repeats from elsewhere, under one key.</summary>
/// <param name="number">Unique in its world.</param>
/// <param name="request">What it asks for.</param>
/// <param name="caller">Caller account.</param>
/// <param name="key">Its idempotency key; null for none.</param>
public sealed class Command(int number, Request request, string caller, string? key)
{
    /// <summary>Unique in its world.</summary>
    public int Number => number;

    /// <summary>What it asks for.</summary>
    public Request Request => request;

    /// <summary>Caller account.</summary>
    public string Caller => caller;

    /// <summary>Its idempotency key; null for none.</summary>
    public string? Key => key;

    /// <summary>Every try, in the order they began.</summary>
    public List<Attempt> Attempts { get; } = [];

    /// <summary>The first try that was answered; null while its fate is not known to any client.</summary>
    public Attempt? FirstAnswered => Attempts.Where(attempt => attempt.Answer is not null).MinBy(attempt => attempt.Ended!.Value.Order);

    /// <summary>When it began.</summary>
    public Moment Invoked => Attempts[0].Invoked;

    /// <summary>The answer it has had; null for none.</summary>
    public CommandReply.Answered? Answer => FirstAnswered?.Answer;

    /// <summary>The operation that its answer names; null if it was not answered, changed nothing, or is a registration.</summary>
    public string? OperationId => Answer is { } answer ? OperationIn(answer) : null;

    /// <summary>The operation that an answer names; a registration's does not.</summary>
    public string? OperationIn(CommandReply.Answered answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (request is Request.Register || answer.Outcome >= CommandOutcome.IdentityUnknown) return null;
        using var body = JsonDocument.Parse(Encoding.UTF8.GetString(answer.Body.AsSpan()));
        return body.RootElement.GetProperty("operationId").GetString();
    }

    /// <summary>What of it may have had an effect: all its tries together under a key, each alone without.</summary>
    public ImmutableArray<Execution> Executions =>
        key is null ? [.. Attempts.Select(attempt => new Execution(this, [attempt]))]
        : Attempts.Count == 0 ? []
        : [new Execution(this, [.. Attempts])];

    /// <summary>That of one of its tries.</summary>
    public Execution ExecutionOf(Attempt attempt) => Executions.First(execution => execution.Attempts.Contains(attempt));

    /// <inheritdoc/>
    public override string ToString() => $"#{number} {request}{(key is null ? "" : $" key {key}")}";
}
