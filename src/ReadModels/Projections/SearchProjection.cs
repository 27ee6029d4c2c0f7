using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Rebuild;
using MemberGrains.ReadModels.Search;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Projections;

/// <summary>
/// Writes the documents of a search cluster: one for the identity changed, one for every member id that the operation
/// touched. All events of an operation carry the same member documents, so the first to come writes them.
/// </summary>
public sealed class SearchProjection(SearchModel model, SearchFill fill, ProjectionContext context)
    : StreamProjection(model.Health, model.Group, context)
{
    /// <inheritdoc/>
    protected override async ValueTask ApplyAsync(ImmutableArray<ChangeEvent> events, CancellationToken cancellation) =>
        await model.Cluster.BulkAsync(BatchOf(events), cancellation);

    /// <inheritdoc/>
    protected override async ValueTask RepairAsync(string cluster, CancellationToken cancellation) =>
        await fill.FillClusterAsync(cluster, [model.Cluster.BulkAsync], cancellation);

    private static SearchBatch BatchOf(ImmutableArray<ChangeEvent> events)
    {
        var documents = new NewestDocuments();
        foreach (var change in events)
        {
            documents.Add(new Relation(change.Identity, change.Version, change.Entry.After));
            foreach (var member in change.Entry.Members) documents.Add(member);
        }

        return documents.Take();
    }
}
