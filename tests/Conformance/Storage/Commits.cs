using System.Collections.Immutable;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Slots;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

/// <summary>The commits a grain makes, from what it has loaded.</summary>
public static class Commits
{
    /// <summary>The next committed change: the registration, then changes of its member.</summary>
    public static RowCommit Change(LoadedIdentity loaded, DateTimeOffset at, string? operationId = null)
    {
        var row = loaded.Row;
        var entry = Entry(row, at, operationId ?? OperationOf(row));
        return new RowCommit { Expected = Stamp(loaded), Row = Applied(row, entry), Entry = entry };
    }

    /// <summary>Prepares the row.</summary>
    public static RowCommit Prepare(LoadedIdentity loaded, string operationId, IdentityKey coordinator, DateTimeOffset at)
    {
        var row = loaded.Row;
        var pending = new PendingChange(operationId, coordinator, 3, at.CutToMilliseconds(), Entry(row, at, operationId));
        return new RowCommit
        {
            Expected = Stamp(loaded),
            Row = row with { Revision = row.Revision + 1, Pending = pending },
            Index = new IndexChange.EnterPrepared(),
        };
    }

    /// <summary>Writes what the row is prepared for.</summary>
    public static RowCommit Apply(LoadedIdentity loaded)
    {
        var pending = loaded.Row.Pending!;
        return new RowCommit
        {
            Expected = Stamp(loaded),
            Row = Applied(loaded.Row, pending.Entry),
            Entry = pending.Entry,
            Index = new IndexChange.LeavePrepared(pending.OperationId),
        };
    }

    /// <summary>Drops what the row is prepared for.</summary>
    public static RowCommit Abort(LoadedIdentity loaded) => new()
    {
        Expected = Stamp(loaded),
        Row = loaded.Row with { Revision = loaded.Row.Revision + 1, Pending = null },
        Index = new IndexChange.LeavePrepared(loaded.Row.Pending!.OperationId),
    };

    /// <summary>Advances the revision and nothing else.</summary>
    public static RowCommit Fence(LoadedIdentity loaded) => new()
    {
        Expected = Stamp(loaded),
        Row = loaded.Row with { Revision = loaded.Row.Revision + 1 },
    };

    /// <summary>A change that decides an operation with these participants.</summary>
    public static RowCommit Decide(LoadedIdentity loaded, string operationId, DateTimeOffset at, params ImmutableArray<IdentityKey> participants) =>
        Change(loaded, at, operationId) with
        {
            Index = new IndexChange.EnterDecided(new DecidedOperation(operationId, ChangeType.Bound, at.CutToMilliseconds(), participants)),
        };

    /// <summary>An answer alone.</summary>
    public static RowCommit AnswerAlone(LoadedIdentity loaded, RecordedAnswer answer) => new() { Expected = Stamp(loaded), Answer = answer };

    /// <summary>An answer to record for an identity.</summary>
    public static RecordedAnswer Answer(IdentityKey scope, DateTimeOffset at, string? key = null) => new(
        new AnswerKey(Slot.Of(scope), scope.Text, "caller", key ?? Some.Key()),
        [1, 2, 3, 4],
        at.CutToMilliseconds(),
        CommandOutcome.Bound,
        [.. "{\"outcome\":\"bound\"}"u8],
        [new IdentityVersion(scope, 7)]);

    /// <summary>The stamp of what was loaded.</summary>
    public static RowStamp Stamp(LoadedIdentity loaded) => new(loaded.Row.Key, loaded.Row.Revision, loaded.Epoch);

    private static string OperationOf(IdentityRow row) => $"op_{Slot.Of(row.Key).Number:x3}_{row.Key.Value}-{row.Version + 1}";

    private static IdentityRow Applied(IdentityRow row, HistoryEntry entry) =>
        new(row.Key, row.Revision + 1, entry.Version, entry.After, null);

    private static HistoryEntry Entry(IdentityRow row, DateTimeOffset at, string operationId)
    {
        var time = at.CutToMilliseconds();
        var after = row.State is { } state
            ? state with { MemberVersion = state.MemberVersion + 1, FormerMemberIds = [$"m-former-{row.Version:D4}"], UpdatedAt = time }
            : new IdentityState($"m-{row.Key.Value}", at, 1, [new BoundIdentity(row.Key, "app-ü", time)], [], IdentityStatus.Active, time);
        return new HistoryEntry(
            row.Version + 1, time, operationId, row.Version == 0 ? ChangeType.Registered : ChangeType.Bound, "caller", "app-ü", "why \"so\"", row.State, after,
            [new MemberTouch(after.MemberId, after.MemberVersion, [row.Key], null), new MemberTouch("m-gone", after.MemberVersion, [], after.MemberId)],
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }
}
