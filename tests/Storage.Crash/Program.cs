using MemberGrains.Storage;
using MemberGrains.Storage.Crash;
using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using Microsoft.Extensions.Configuration;

// Writes to the record in the directory args[0], or in the MySQL clusters that the file args[0] names, until it is killed, and
// says each acknowledgement on standard output. RECORD_KILL_AT=<step>:<n> has it kill itself the n-th time a batch comes to
// that step.
await using var record = File.Exists(args[0]) ? InMySql(args[0]) : InFiles(args[0]);
var acknowledged = new Acknowledgements(Console.OpenStandardOutput());
await Task.WhenAll(Enumerable.Range(0, 12).Select(number => new Pair(record, acknowledged, number).WriteAsync()));

static RecordStore InFiles(string directory)
{
    var options = new SqliteRecordOptions { Directory = directory, CheckpointPages = 100, Probe = KillPoint.FromEnvironment<CommitStep>() };
    return SqliteRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System);
}

static RecordStore InMySql(string file)
{
    var options = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file)).Build().Get<MySqlRecordOptions>()!;
    options.Probe = KillPoint.FromEnvironment<MySqlCommitStep>();
    return MySqlRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System);
}
