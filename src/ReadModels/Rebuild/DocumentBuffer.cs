using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.ReadModels.Rebuild;

/// <summary>
/// Gathers documents of many slots into batches worth a round trip, and gives each batch to all sinks at once: a slot
/// alone has few, and one sink should not wait for another.
/// </summary>
internal sealed class DocumentBuffer(ImmutableArray<DocumentSink> sinks, int capacity, CancellationToken cancellation)
{
    private readonly NewestDocuments _documents = new();

    /// <summary>Takes the documents; writes when there are enough.</summary>
    public async ValueTask AddAsync(IEnumerable<Relation> identities, IEnumerable<MemberTouch> members)
    {
        foreach (var identity in identities) _documents.Add(identity);
        foreach (var member in members) _documents.Add(member);
        if (_documents.Count >= capacity) await FlushAsync();
    }

    /// <summary>Writes what is left.</summary>
    public async ValueTask FlushAsync()
    {
        var batch = _documents.Take();
        if (batch.Count > 0) await Task.WhenAll(sinks.Select(sink => sink(batch, cancellation).AsTask()));
    }
}
