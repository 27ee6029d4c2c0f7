using System.Collections.Immutable;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Storage.Port;

/// <summary>The final answer of a command, recorded so that a repeat gets the same bytes. Kept at least 24 h.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Fingerprint">Hash of the command's fields; another one under the same key is a misuse of the key.</param>
/// <param name="At">UTC, whole milliseconds.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Body">The answer's bytes.</param>
/// <param name="Versions">Every identity changed, with its new version.</param>
public sealed record RecordedAnswer(
    AnswerKey Key,
    ImmutableArray<byte> Fingerprint,
    DateTimeOffset At,
    CommandOutcome Outcome,
    ImmutableArray<byte> Body,
    ImmutableArray<IdentityVersion> Versions);
