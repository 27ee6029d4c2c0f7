using System.Collections.Immutable;
using MemberGrains.Grains.Answers;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>One command on its way: what stays the same, and what is learnt, from one attempt to the next.</summary>
internal sealed class CommandRun(BindingCommand command, CommandContext context)
{
    private List<IdentityKey>? _stale;

    public BindingCommand Command { get; } = command;

    public CommandContext Context { get; } = context;

    /// <summary>Where its answer is recorded; null where the command is idempotent by nature.</summary>
    public AnswerKey? AnswerKey { get; } = context.IdempotencyKey is { } key
        ? new AnswerKey(Slot.Of(command.First), command.Scope, context.Caller, key)
        : null;

    public ImmutableArray<byte> Fingerprint { get; } = context.IdempotencyKey is null ? [] : CommandFingerprint.Of(command);

    /// <summary>The operation to undo, once it was looked up: it never changes.</summary>
    public Change? Undone { get; set; }

    /// <summary>The last grain that did not answer, if the latest attempt ended by that.</summary>
    public Exception? Unreachable { get; set; }

    /// <summary>Set once an answer without change was sent to the store and may have been recorded.</summary>
    public Exception? UnknownAnswer { get; set; }

    /// <summary>The session's generation in which no recorded answer was found: within it none can have come without a write failing.</summary>
    public int? LookedUpIn { get; set; }

    /// <summary>The primary did not confirm what this identity's grain showed.</summary>
    public void FoundStale(IdentityKey key) => (_stale ??= []).Add(key);

    /// <summary>Whether the identity's grain has to read its row again; says so once.</summary>
    public bool MustReload(IdentityKey key) => _stale?.Remove(key) == true;

    public RecordedAnswer? Record(CommandOutcome outcome, ImmutableArray<byte> body, ImmutableArray<IdentityVersion> versions, DateTimeOffset at) =>
        AnswerKey is { } key ? new RecordedAnswer(key, Fingerprint, at, outcome, body, versions) : null;
}
