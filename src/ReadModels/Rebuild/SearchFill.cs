using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.ReadModels.Projections;
using MemberGrains.ReadModels.Search.Cluster;
using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Rebuild;

/// <summary>
/// Documents made from the record: identities and living members from the rows, former and ended members from history,
/// which no living row shows. It may run beside live events: versions decide.
/// </summary>
public sealed class SearchFill(ReplayPages record, IStreamClusters clusters, IOptions<ProjectionOptions> options)
{
    /// <summary>Gives every document of one physical cluster to all sinks; the document objects are shared.</summary>
    public async ValueTask FillClusterAsync(string cluster, ImmutableArray<DocumentSink> sinks, CancellationToken cancellation)
    {
        var documents = new DocumentBuffer(sinks, options.Value.PageSize, cancellation);
        for (short number = 0; number < Slot.Count; number++)
        {
            var slot = new Slot(number);
            if (clusters.ClusterOf(slot) != cluster) continue;
            await foreach (var rows in record.RowsAsync(slot, cancellation)) await AddAsync(documents, rows);
            await foreach (var entries in record.HistoryAsync(slot, cancellation)) await AddAsync(documents, entries);
        }

        await documents.FlushAsync();
    }

    /// <summary>Gives every document to all sinks, all physical clusters at once.</summary>
    public async ValueTask FillAsync(ImmutableArray<DocumentSink> sinks, CancellationToken cancellation) =>
        await Task.WhenAll(clusters.Names.Select(cluster => FillClusterAsync(cluster, sinks, cancellation).AsTask()));

    private static ValueTask AddAsync(DocumentBuffer documents, ImmutableArray<ReplayedIdentity> rows) => documents.AddAsync(
        rows.Select(static row => new Relation(row.Identity, row.Version, row.State)),
        // Each identity's row holds the whole member; the first of them speaks for it.
        rows.Where(static row => row.State.Identities[0].Key == row.Identity).Select(static row => MemberDocument.Living(row.State)));

    private static ValueTask AddAsync(DocumentBuffer documents, ImmutableArray<ChangeEvent> entries) => documents.AddAsync(
        [], entries.SelectMany(static change => change.Entry.Members).Where(static member => !MemberDocument.IsLiving(member)));
}
