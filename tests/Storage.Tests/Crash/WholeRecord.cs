using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.Tests.Crash;

/// <summary>Reads a record whole and checks that nothing of it is half, and nothing acknowledged is missing.</summary>
/// <param name="record">The record.</param>
/// <param name="kills">How often its writer was killed.</param>
internal sealed class WholeRecord(RecordStore record, int kills)
{
    private const int All = 1_000_000;
    private static readonly CancellationToken None = CancellationToken.None;

    public async Task CheckAsync(IEnumerable<Acknowledged> acknowledged)
    {
        var heard = acknowledged.ToLookup(one => one.Key);
        var outbox = new List<OutboxItem>();
        var unfinished = new List<UnfinishedRow>();
        foreach (var cluster in record.Slots.Clusters)
        {
            outbox.AddRange(await record.Outbox.ReadAsync(cluster.Id, default, All, None));
            unfinished.AddRange(await record.Unfinished.ReadAsync(cluster.Id, DateTimeOffset.MaxValue, All, None));
        }

        var published = outbox.ToLookup(item => item.Event.Identity, item => item.Event.Version);
        var index = unfinished.ToLookup(row => row.Key);
        foreach (var key in heard.Select(group => group.Key).Concat(published.Select(group => group.Key)).Distinct())
        {
            var loaded = await record.Rows.LoadAsync(key, None);
            var history = (await record.History.ReadAsync(key, null, All, None)).Reverse().ToImmutableArray();
            CheckRow(loaded.Row, history, published[key].ToList());
            CheckIndex(loaded, history, [.. index[key]]);
            await CheckAnswersAsync(key, history);
            CheckHeard(loaded.Row, history, [.. heard[key]]);
        }
    }

    private static void CheckRow(IdentityRow row, ImmutableArray<HistoryEntry> history, List<long> published)
    {
        Assert.Equal(Enumerable.Range(1, (int)row.Version).Select(version => (long)version), history.Select(entry => entry.Version));
        Assert.Equal(history.Select(entry => entry.Version), published);
        Assert.Null(history.FirstOrDefault()?.Before);
        for (int i = 1; i < history.Length; i++) Assert.Equal(history[i - 1].After, history[i].Before);
        Assert.Equal(row.State, history.LastOrDefault()?.After);
        Assert.True(row.Revision >= row.Version);
    }

    private static void CheckIndex(LoadedIdentity loaded, ImmutableArray<HistoryEntry> history, List<UnfinishedRow> index)
    {
        Assert.Equal(loaded.Row.Pending?.OperationId, index.SingleOrDefault(row => !row.Decided)?.OperationId);
        Assert.Equal(loaded.Decided.Select(decided => decided.OperationId), index.Where(row => row.Decided).Select(row => row.OperationId));
        Assert.All(loaded.Decided, decided => Assert.Contains(history, entry => entry.OperationId == decided.OperationId));
    }

    /// <summary>The writer records an answer under its operation's id exactly with the coordinator's decision.</summary>
    private async Task CheckAnswersAsync(IdentityKey key, ImmutableArray<HistoryEntry> history)
    {
        if (key.Kind != "phone") return;
        foreach (var entry in history)
        {
            var answer = await record.Rows.FindAnswerAsync(AnswerOf(key, entry.OperationId), None);
            Assert.Equal(entry.Version > 1, answer is not null);
        }

        string next = history.Length == 0 ? "none" : history[^1].OperationId[..history[^1].OperationId.LastIndexOf('-')] + $"-{history.Length + 1}";
        Assert.Null(await record.Rows.FindAnswerAsync(AnswerOf(key, next), None));
    }

    private void CheckHeard(IdentityRow row, ImmutableArray<HistoryEntry> history, List<Acknowledged> heard)
    {
        Assert.All(heard, one => Assert.True(row.Revision >= one.Revision, $"{one} is lost: the row has revision {row.Revision}."));
        Assert.All(heard.Where(one => one.OperationId is not null), one => Assert.Equal(one.OperationId, history[(int)one.Version - 1].OperationId));

        // One write of each row is under way at a time, so of each kill at most one can be there that nobody has heard of.
        if (heard.Count > 0) Assert.InRange(row.Revision, heard.Max(one => one.Revision), heard.Max(one => one.Revision) + kills);
    }

    private static AnswerKey AnswerOf(IdentityKey key, string operationId) => new(Slot.Of(key), key.Text, "caller", operationId);
}
