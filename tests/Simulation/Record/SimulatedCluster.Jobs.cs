using System.Collections.Immutable;
using MemberGrains.Storage.Port;

namespace MemberGrains.Simulation.Record;

/// <summary>Fences, the index of unfinished rows, clean-up.</summary>
public sealed partial class SimulatedCluster
{
    /// <inheritdoc/>
    public ValueTask<long?> AcquireFenceAsync(string job, string owner, TimeSpan lease, CancellationToken cancellation) => ReadAsync<long?>(() =>
    {
        var (held, now) = (tables.Fences.GetValueOrDefault(job), clock.GetUtcNow());
        bool runs = held.Owner is not null && held.Until > now;
        if (runs && held.Owner != owner) return null;
        long token = runs ? held.Token : held.Token + 1;
        tables.Fences[job] = new HeldFence(owner, token, now + lease);
        return token;
    });

    /// <inheritdoc/>
    public async ValueTask ReleaseFenceAsync(string job, string owner, CancellationToken cancellation) => await ReadAsync(() =>
    {
        if (tables.Fences.TryGetValue(job, out var held) && held.Owner == owner) tables.Fences[job] = held with { Owner = null };
        return true;
    });

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<UnfinishedRow>> ReadUnfinishedAsync(DateTimeOffset since, int limit, CancellationToken cancellation) =>
        ReadAsync(() => tables.Unfinished.Where(row => row.Since <= since).Take(limit).ToImmutableArray());

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<UnfinishedRow>> FindUnfinishedAsync(string operationId, CancellationToken cancellation) =>
        ReadAsync(() => tables.Unfinished.Where(row => row.OperationId == operationId).ToImmutableArray());

    /// <inheritdoc/>
    public ValueTask<int> DeleteAnswersAsync(DateTimeOffset before, int limit, CancellationToken cancellation) => ReadAsync(() =>
    {
        var old = tables.Answers.Values.Where(answer => answer.At < before).OrderBy(answer => answer.At).Take(limit).ToList();
        foreach (var answer in old) tables.Answers.Remove(answer.Key);
        return old.Count;
    });
}
