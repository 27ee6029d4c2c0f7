namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// A center that is marked out for one physical cluster: rows that it alone has not confirmed leave the outbox for its
/// backlog, and its read models are told no time until that is empty and the mark removed.
/// </summary>
/// <param name="Center"><c>a</c> or <c>b</c>.</param>
/// <param name="Since">When it was marked; the store's clock, UTC.</param>
/// <param name="Held">By an operator: the mark stays, empty backlog or not, until the operator lets it go.</param>
/// <param name="Waiting">Events in its backlog, counted up to <see cref="MostCounted"/>.</param>
public sealed record CenterOut(string Center, DateTimeOffset Since, bool Held, long Waiting)
{
    /// <summary>Counting more would cost as much as reading them.</summary>
    public const int MostCounted = 100_000;
}
