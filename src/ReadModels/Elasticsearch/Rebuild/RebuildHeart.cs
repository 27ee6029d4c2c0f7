using MemberGrains.ReadModels.Elasticsearch.Schema;
using MemberGrains.ReadModels.Elasticsearch.Transport;

namespace MemberGrains.ReadModels.Elasticsearch.Rebuild;

/// <summary>
/// Shows that the rebuild which fills an index lives: a counter in the index's <c>_meta</c> goes up. Others look whether it
/// moves; no two clocks are compared.
/// </summary>
internal sealed class RebuildHeart : IAsyncDisposable
{
    private readonly SearchClient _client;
    private readonly string _index;
    private readonly TimeProvider _time;
    private readonly TimeSpan _pause;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _beating;
    private IndexMeta _meta = IndexMeta.None;

    /// <summary>Begins to beat, a few times per lease.</summary>
    public RebuildHeart(SearchClient client, string index, TimeSpan lease, TimeProvider time)
    {
        (_client, _index, _time, _pause) = (client, index, time, lease / 4);
        _beating = BeatOnAsync();
    }

    /// <summary>Says that the index is filled, from now on.</summary>
    public ValueTask MarkFilledAsync(CancellationToken cancellation) => BeatAsync(isFilled: true, cancellation);

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _beating;
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task BeatOnAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_pause, _time, _stop.Token);
                await BeatAsync(_meta.IsFilled, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault) when (fault is ElasticsearchException or Polly.ExecutionRejectedException)
            {
                // The next beat may pass. If the index was taken for dead meanwhile, filling it says so.
            }
        }
    }

    private async ValueTask BeatAsync(bool isFilled, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _meta = new IndexMeta(isFilled, _meta.Beat + 1);
            await _client.AdminAsync(SearchRequest.Put($"{_index}/_mapping", _meta.ToMapping()), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }
}
