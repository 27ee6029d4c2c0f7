using System.Collections.Immutable;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Operations;

namespace MemberGrains.Grains.Views;

/// <summary>A center's <see cref="ReadModelBoard"/>.</summary>
internal sealed class ReadModelBoardGrain(TimeProvider time) : Grain, IReadModelBoardGrain
{
    private readonly ReadModelBoard _board = new();

    /// <inheritdoc/>
    public Task ReportAsync(string process, ImmutableArray<ReadModelReport> reports, CancellationToken cancellation = default)
    {
        _board.Take(process, reports, time.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ReadModelReport>> ReadAsync(CancellationToken cancellation = default) => Task.FromResult(_board.Read(time.GetUtcNow()));
}
