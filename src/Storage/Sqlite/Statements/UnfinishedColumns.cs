using System.Collections.Immutable;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Reads rows of the index from the columns <see cref="All"/>, in that order.</summary>
internal static class UnfinishedColumns
{
    public const string All = "key, operation, type, decided, since, coordinator, participants";

    public static ImmutableArray<UnfinishedRow> ReadAll(Statement statement)
    {
        var rows = ImmutableArray.CreateBuilder<UnfinishedRow>();
        while (statement.Step())
        {
            rows.Add(new UnfinishedRow(
                new IdentityKey(statement.Text(0)),
                statement.Text(1),
                (ChangeType)statement.Int64(2),
                statement.Int64(3) == 1,
                DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(4)),
                new IdentityKey(statement.Text(5)),
                KeysPayload.Read(statement.Bytes(6))));
        }

        return rows.DrainToImmutable();
    }
}
