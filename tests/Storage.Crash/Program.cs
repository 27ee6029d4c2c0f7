using MemberGrains.Storage;
using MemberGrains.Storage.Crash;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;

// Writes to the record in args[0] until it is killed, and says each acknowledgement on standard output.
// RECORD_KILL_AT=<step>:<n> has it kill itself the n-th time a batch comes to that step.
var options = new SqliteRecordOptions { Directory = args[0], CheckpointPages = 100, Probe = KillPoint.FromEnvironment() };
await using var record = SqliteRecord.Open(SlotMap.Default, options, new RecordOptions(), TimeProvider.System);
var acknowledged = new Acknowledgements(Console.OpenStandardOutput());
await Task.WhenAll(Enumerable.Range(0, 12).Select(number => new Pair(record, acknowledged, number).WriteAsync()));
