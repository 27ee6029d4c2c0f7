using MemberGrains.Conformance.ChangeStream;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Conformance.Storage.MySql;

/// <summary>Every suite of the record, in MySQL.</summary>
public static class MySqlRecordConformance
{
    private const string Pair = "MySQL record";

    [CollectionDefinition(Pair)]
    public sealed class Servers : ICollectionFixture<MySqlPair>;

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Rows(MySqlPair pair) : RowConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Answers(MySqlPair pair) : AnswerConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class History(MySqlPair pair) : HistoryConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Outbox(MySqlPair pair) : OutboxConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Backlogs(MySqlPair pair) : BacklogConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Unfinished(MySqlPair pair) : UnfinishedConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Fences(MySqlPair pair) : FenceConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Replay(MySqlPair pair) : ReplayConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Replicas(MySqlPair pair) : ReplicaConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Epochs(MySqlPair pair) : EpochConformance(new MySqlStand(pair));

    [Collection(Pair), Needs(Server.MariaDb)]
    public sealed class Relay(MySqlPair pair) : RelayRestartConformance(new MySqlStand(pair));
}
