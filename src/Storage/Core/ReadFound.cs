using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core;

/// <summary>What a <see cref="ReadItem"/> found; the part that was asked for.</summary>
internal readonly record struct ReadFound(LoadedIdentity? Row, RecordedAnswer? Answer, bool Held);
