namespace MemberGrains.Bench.Storage;

/// <summary>How fast rows were written and synced.</summary>
/// <param name="Pairs">Binds of two new identities each.</param>
/// <param name="Elapsed">Wall time.</param>
internal sealed record RowRate(int Pairs, TimeSpan Elapsed)
{
    /// <summary>
    /// SQL rows that one such bind inserts, updates or deletes: prepare (row, index), decide (row, history, outbox, answer,
    /// index), apply (row, history, outbox, index), finish (index).
    /// </summary>
    public const int RowsPerPair = 12;

    public double RowsPerSecond => Pairs * RowsPerPair / Elapsed.TotalSeconds;

    public double IdentitiesPerSecond => Pairs * 2 / Elapsed.TotalSeconds;
}
