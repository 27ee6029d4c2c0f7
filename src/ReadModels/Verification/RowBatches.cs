using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;

namespace MemberGrains.ReadModels.Verification;

/// <summary>
/// Gathers the rows of several slots until a question about them is worth its round trip: a small record has a few rows a
/// slot.
/// </summary>
/// <param name="size">Most rows of a question.</param>
/// <param name="compare">Asks it; several may be asked at once.</param>
internal sealed class RowBatches(int size, Func<ImmutableArray<ReplayedIdentity>, Task> compare)
{
    private readonly Lock _gate = new();
    private ImmutableArray<ReplayedIdentity>.Builder _rows = ImmutableArray.CreateBuilder<ReplayedIdentity>();

    /// <summary>Rows added.</summary>
    public long Count { get; private set; }

    /// <summary>Whoever fills a batch has it compared.</summary>
    public Task AddAsync(ImmutableArray<ReplayedIdentity> rows)
    {
        lock (_gate)
        {
            Count += rows.Length;
            _rows.AddRange(rows);
            if (_rows.Count < size) return Task.CompletedTask;
        }

        return FlushAsync();
    }

    /// <summary>What is left.</summary>
    public async Task FlushAsync()
    {
        ImmutableArray<ReplayedIdentity> full;
        lock (_gate)
        {
            full = _rows.DrainToImmutable();
        }

        foreach (var batch in full.Chunk(size)) await compare([.. batch]);
    }
}
