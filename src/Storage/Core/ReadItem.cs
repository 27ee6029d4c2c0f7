using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Core;

/// <summary>What may wait in the queue of reads: a row, a recorded answer or a confirmation; one of them.</summary>
internal readonly record struct ReadItem(IdentityKey? Row, AnswerKey? Answer, RowStamp? Stamp);
