using System.Collections.Immutable;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Interfaces.Commands;

/// <summary>
/// How a command ended. Closed: one of the nested records. Faults are exceptions instead
/// (<see cref="Faults.StoreUnavailableException"/>: nothing changed; <see cref="Faults.FateUnknownException"/> and
/// <see cref="TimeoutException"/>: repeat with the same key to learn).
/// </summary>
[GenerateSerializer, Immutable, Alias("mg.command-reply")]
public abstract record CommandReply
{
    private CommandReply()
    {
    }

    /// <summary>A final answer, recorded under the command's key and given again for it, the same bytes.</summary>
    /// <param name="Outcome">What happened.</param>
    /// <param name="Body">The answer's JSON, as first sent. For a refusal: its <c>detail</c> text, UTF-8.</param>
    /// <param name="Versions">Every identity the operation changed, with its new version; empty where nothing changed.</param>
    /// <param name="Replayed">True if this was read from the record of an earlier run.</param>
    [GenerateSerializer, Immutable, Alias("mg.command-reply.answered")]
    public sealed record Answered(
        [property: Id(0)] CommandOutcome Outcome,
        [property: Id(1)] ImmutableArray<byte> Body,
        [property: Id(2)] ImmutableArray<IdentityVersion> Versions,
        [property: Id(3)] bool Replayed) : CommandReply;

    /// <summary>The key was used with another body (422); nothing changed.</summary>
    [GenerateSerializer, Immutable, Alias("mg.command-reply.key-reused")]
    public sealed record KeyReused : CommandReply;

    /// <summary>Too many commands on the same identities at once (503); nothing changed, the key is free.</summary>
    /// <param name="RetryAfterMs">When to try again, milliseconds.</param>
    [GenerateSerializer, Immutable, Alias("mg.command-reply.contended")]
    public sealed record Contended([property: Id(0)] int RetryAfterMs) : CommandReply;
}
