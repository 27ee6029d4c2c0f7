using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.ReadModels.Embedded.Search;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cursors;
using MemberGrains.ReadModels.Status;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Tests.Search;

public sealed class SearchOutageTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly VirtualTime _time = new();
    private readonly MemoryRecord _record;
    private readonly ReadModelMetrics _metrics = new();
    private readonly Dictionary<SearchSource, OutageCluster> _clusters = [];
    private readonly List<SearchProjection> _projections = [];
    private readonly SearchModels _models;
    private long _number;

    public SearchOutageTests()
    {
        _record = new MemoryRecord(_time);
        _models = new SearchModels(Enum.GetValues<SearchSource>().Select(Model));
        var options = Options.Create(new ProjectionOptions());
        var fill = new SearchFill(new ReplayPages(_record, options), _record, options);
        var context = new ProjectionContext(_record, new ProjectionOptions(), _time, _metrics, NullLogger.Instance);
        foreach (var model in _models.All)
        {
            model.Health.MarkFilled();
            _projections.Add(new SearchProjection(model, fill, context));
        }
    }

    public void Dispose() => _metrics.Dispose();

    private SearchModel Model(SearchSource source)
    {
        var cluster = _clusters[source] = new OutageCluster(new EmbeddedSearchCluster($"search-{source}", new EmbeddedSearchOptions(), _time));
        return new SearchModel(source, cluster.Name, cluster, new ReadModelHealth("a", cluster.Name, _record, cluster.RefreshInterval, TimeSpan.FromSeconds(4), _time));
    }

    private MemberSearch SearchOf(string center) =>
        new(center, _models, new SearchCursors(new CursorOptions()), _time, _metrics, NullLogger<MemberSearch>.Instance);

    private async Task PublishAsync(params ChangeEvent[] events)
    {
        _number++;
        foreach (var projection in _projections.Where(projection => !_clusters[SourceOf(projection)].IsOut)) await PublishAsync(projection, events);
        _time.Pass(TimeSpan.FromSeconds(1));
    }

    private async Task PublishAsync(SearchProjection projection, params ChangeEvent[] events)
    {
        foreach (string cluster in _record.Names)
        {
            await projection.HandleAsync([new StreamMessage.Changes(cluster, [.. events])], None);
            await projection.HandleAsync([new StreamMessage.Heartbeat(cluster, _time.GetUtcNow())], None);
        }
    }

    private SearchSource SourceOf(SearchProjection projection) => _models.All.First(model => model.Health == projection.Health).Source;

    private static ChangeEvent Registered(IdentityKey key) => new(key, SomeEvents.Entry(key, 1));

    [Fact]
    public async Task When_the_centers_own_cluster_does_not_answer_the_other_is_asked_at_once()
    {
        var key = Some.Phone();
        await PublishAsync(Registered(key));
        Assert.Equal(SearchSource.Primary, (await SearchOf("a").FindIdentitiesAsync([key], None)).Source);
        _clusters[SearchSource.Primary].IsOut = true;
        var answer = await SearchOf("a").FindIdentitiesAsync([key], None);
        Assert.Equal(SearchSource.Backup, answer.Source);
        Assert.Equal(key, answer.Value[0]!.Identity);
        _clusters[SearchSource.Backup].IsOut = true;
        await Assert.ThrowsAsync<SearchUnavailableException>(() => SearchOf("a").FindIdentitiesAsync([key], None).AsTask());
    }

    [Fact]
    public async Task A_scan_is_never_answered_by_a_cluster_of_the_order_path()
    {
        await PublishAsync(Registered(Some.Phone()));
        _clusters[SearchSource.Marketing].IsOut = true;
        await Assert.ThrowsAsync<SearchUnavailableException>(() => SearchOf("a").SearchAsync(new MemberQuery(new MemberFilter(), [], 10, null), None).AsTask());
    }

    [Fact]
    public async Task A_cluster_that_can_not_be_written_is_down_and_the_message_stays_to_be_handed_out_again()
    {
        var key = Some.Phone();
        await PublishAsync(Registered(key));
        var projection = _projections[0];
        _clusters[SearchSource.Primary].IsOut = true;
        await Assert.ThrowsAsync<IOException>(() => PublishAsync(projection, Registered(Some.Phone())));
        Assert.Equal(ReadModelState.Down, projection.Health.State);
        Assert.Equal(SearchSource.Backup, (await SearchOf("a").FindIdentitiesAsync([key], None)).Source);
        _clusters[SearchSource.Primary].IsOut = false;
        await PublishAsync(projection, Registered(Some.Phone()));
        Assert.Equal(ReadModelState.Live, projection.Health.State);
    }

    [Fact]
    public async Task Staleness_counts_from_what_is_visible_not_from_what_is_written()
    {
        await PublishAsync(Registered(Some.Phone()));
        var before = await SearchOf("a").FindIdentitiesAsync([Some.Phone()], None);
        await PublishAsync(_projections[0]);
        var after = await SearchOf("a").FindIdentitiesAsync([Some.Phone()], None);
        Assert.Equal(before.StalenessMs, after.StalenessMs);
        _time.Pass(TimeSpan.FromMilliseconds(900));
        Assert.Equal(before.StalenessMs + 900, (await SearchOf("a").FindIdentitiesAsync([Some.Phone()], None)).StalenessMs);
        _time.Pass(TimeSpan.FromMilliseconds(100));
        Assert.Equal(1_000, (await SearchOf("a").FindIdentitiesAsync([Some.Phone()], None)).StalenessMs);
    }
}
