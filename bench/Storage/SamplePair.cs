using System.Collections.Immutable;
using System.Globalization;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;

namespace MemberGrains.Bench.Storage;

/// <summary>The four writes of a bind that registers both of its identities.</summary>
internal sealed record SamplePair(RowCommit Prepare, RowCommit Decide, RowCommit Apply, string OperationId)
{
    private static readonly byte[] Fingerprint = new byte[32];
    private static readonly byte[] Body = new byte[700];

    public static SamplePair Of(int number, DateTimeOffset now)
    {
        var phone = new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"phone:+86139{number:D8}"));
        var union = new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"unionid:oX{number * 7919L:D20}"));
        string operation = string.Create(CultureInfo.InvariantCulture, $"op_{Slot.Of(phone).Number:x3}_{number:D24}");
        string member = string.Create(CultureInfo.InvariantCulture, $"m{number:D26}");
        var state = new IdentityState(member, now, 1, [new(phone, "app-main", now), new(union, "app-main", now)], [], IdentityStatus.Active, now);
        var entry = new HistoryEntry(
            1, now, operation, ChangeType.Bound, "loader", "app-main", null, null, state,
            [new MemberTouch(member, 1, [phone, union], null)], "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var answer = new RecordedAnswer(
            new AnswerKey(Slot.Of(phone), phone.Text, "loader", operation), [.. Fingerprint], now, CommandOutcome.Bound, [.. Body],
            [new IdentityVersion(phone, 1), new IdentityVersion(union, 1)]);
        return new SamplePair(
            new RowCommit
            {
                Expected = new RowStamp(union, 0, 1),
                Row = new IdentityRow(union, 1, 0, null, new PendingChange(operation, phone, 0, now, entry)),
                Index = new IndexChange.EnterPrepared(),
            },
            new RowCommit
            {
                Expected = new RowStamp(phone, 0, 1),
                Row = new IdentityRow(phone, 1, 1, state, null),
                Entry = entry,
                Answer = answer,
                Index = new IndexChange.EnterDecided(new DecidedOperation(operation, ChangeType.Bound, now, ImmutableArray.Create(union))),
            },
            new RowCommit
            {
                Expected = new RowStamp(union, 1, 1),
                Row = new IdentityRow(union, 2, 1, state, null),
                Entry = entry,
                Index = new IndexChange.LeavePrepared(operation),
            },
            operation);
    }
}
