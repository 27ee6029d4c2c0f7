using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Verification;
using MemberGrains.Testing;
using SQLitePCL;

namespace MemberGrains.Grains.Tests.Protocol;

/// <summary>A data set that commands of every type have made: its logs lead to its rows.</summary>
public sealed class ReplayTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Commands = 400;
    private const string RowsUnlikeTheirNewestEntry = """
        SELECT COUNT(*), SUM(h.payload IS NULL OR instr(h.payload, r.state) = 0) FROM member_identity r
        LEFT JOIN identity_history h ON h.slot = r.slot AND h.key = r.key AND h.version = r.version WHERE r.version > 0
        """;

    [Fact]
    public async Task Replaying_the_log_of_every_identity_from_empty_gives_its_row_byte_for_byte()
    {
        IdentityKey[] keys = [.. Enumerable.Range(0, 5).SelectMany(_ => new[] { Some.Phone(), Some.UnionId(), Some.Card() })];
        var mix = new CommandMix(cluster, 5, keys);
        for (int i = 0; i < Commands; i++) Assert.IsType<CommandReply.Answered>((await mix.NextAsync()).Reply);

        // A strong read finds nothing prepared for what is decided: all is applied.
        int registered = 0;
        var types = new HashSet<ChangeType>();
        foreach (var key in keys)
        {
            if ((await cluster.RowAsync(key)).Version == 0) continue;
            registered++;
            await cluster.ReadAsync(key);
            types.UnionWith((await cluster.Identity(key).HistoryAsync(new HistoryQuery(200))).Entries.Select(entry => entry.Type));
        }

        var report = await new RowCheck(cluster.Store.Replay, cluster.Store.Slots).RunAsync(replay: true, CancellationToken.None);
        Assert.Empty(report.Examples);
        Assert.Equal((registered, 0), ((int)report.Identities, (int)report.Faults));
        Assert.Equal(Enum.GetValues<ChangeType>(), types.Order());
        Assert.Equal((registered, 0), StoredBytes("c0", "c1"));
    }

    /// <summary>Registered rows, and those whose stored state is not among the stored bytes of their newest entry.</summary>
    private (int Rows, int Unlike) StoredBytes(params string[] clusters)
    {
        var (rows, unlike) = (0, 0);
        foreach (string name in clusters)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(Path.Combine(cluster.Data, $"{name}.db"), out var database, raw.SQLITE_OPEN_READONLY, null));
            using (database)
            {
                Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(database, RowsUnlikeTheirNewestEntry, out var statement));
                using (statement)
                {
                    Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(statement));
                    rows += raw.sqlite3_column_int(statement, 0);
                    unlike += raw.sqlite3_column_int(statement, 1);
                }
            }
        }

        return (rows, unlike);
    }
}
