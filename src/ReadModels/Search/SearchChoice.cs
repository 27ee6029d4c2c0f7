using System.Collections.Immutable;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Status;
using Microsoft.Extensions.Logging;

namespace MemberGrains.ReadModels.Search;

/// <summary>
/// Which cluster answers: the first live one in the order of preference, the next at once when it fails. Live is what
/// <see cref="ReadModelHealth"/> says: filled, written without fault, and within its lag budget. Where none is live, a
/// question that may have an old answer gets the freshest of those behind: when the record is out no heartbeat comes, every
/// cluster is behind, and that is just when search must answer. Its staleness says so.
/// </summary>
internal sealed class SearchChoice(ImmutableArray<SearchModel> preference, TimeProvider time, ReadModelMetrics metrics, ILogger logger)
{
    /// <summary>An answer of a live cluster, or else of the freshest one.</summary>
    public ValueTask<SearchAnswer<T>> AskAsync<T>(string query, Func<SearchModel, ValueTask<T>> ask, CancellationToken cancellation) =>
        AskAsync(query, ask, liveOnly: false, cancellation);

    /// <summary>An answer of a live cluster.</summary>
    public ValueTask<SearchAnswer<T>> AskLiveAsync<T>(string query, Func<SearchModel, ValueTask<T>> ask, CancellationToken cancellation) =>
        AskAsync(query, ask, liveOnly: true, cancellation);

    private async ValueTask<SearchAnswer<T>> AskAsync<T>(string query, Func<SearchModel, ValueTask<T>> ask, bool liveOnly, CancellationToken cancellation)
    {
        Exception? last = null;
        foreach (var (model, through) in Candidates(liveOnly))
        {
            try
            {
                var value = await ask(model);
                metrics.Searched(model.Cluster.Name, query);
                return new SearchAnswer<T>(value, model.Source, StalenessMs(through));
            }
            catch (Exception fault) when (fault is not InvalidCursorException && !cancellation.IsCancellationRequested)
            {
                logger.ClusterFailed(fault, model.Cluster.Name);
                last = fault;
            }
        }

        throw new SearchUnavailableException("No search cluster that may answer is live.", last);
    }

    private IEnumerable<(SearchModel Model, DateTimeOffset Through)> Candidates(bool liveOnly)
    {
        var able = new List<(SearchModel Model, DateTimeOffset Through, ReadModelState State)>();
        foreach (var model in preference)
        {
            var state = model.Health.State;
            // Taken before the question: what is seen later can only be fresher.
            if (state != ReadModelState.Rebuilding && model.Health.Progress.VisibleThrough is { } through) able.Add((model, through, state));
        }

        var live = able.Where(candidate => candidate.State == ReadModelState.Live);
        if (liveOnly) return live.Select(candidate => (candidate.Model, candidate.Through));
        var others = able.Where(candidate => candidate.State != ReadModelState.Live).OrderByDescending(candidate => candidate.Through);
        return live.Concat(others).Select(candidate => (candidate.Model, candidate.Through));
    }

    private long StalenessMs(DateTimeOffset through) =>
        Math.Max(1, (long)Math.Ceiling((time.GetUtcNow() - through).TotalMilliseconds));
}
