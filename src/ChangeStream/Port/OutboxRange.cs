namespace MemberGrains.ChangeStream.Port;

/// <summary>Ids of outbox rows that a reader has in hand and need not be told again; the default names none.</summary>
/// <param name="First">The first of them; ids begin at 1.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct OutboxRange(long First, long Last)
{
    /// <summary>Whether it names the row.</summary>
    public bool Contains(long id) => id >= First && id <= Last;
}
