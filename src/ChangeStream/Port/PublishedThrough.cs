using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// What a heartbeat may say, and to whom: both are of one snapshot, so a center that is not in <see cref="Out"/> has
/// confirmed whatever had left the outbox by then.
/// </summary>
/// <param name="Time">Everything committed in the cluster up to then has left its outbox; the store's clock, UTC.</param>
/// <param name="Out">The centers marked out, sorted. No heartbeat may go to them: what left the outbox may be in their backlog.</param>
public sealed record PublishedThrough(DateTimeOffset Time, ImmutableArray<CenterOut> Out);
