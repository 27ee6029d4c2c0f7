using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;

namespace MemberGrains.Storage.Core;

/// <summary>What may wait in the queue of writes: a row commit or a finished operation, never both.</summary>
internal readonly record struct WriteItem(RowCommit? Commit, FinishedOperation Finished);
