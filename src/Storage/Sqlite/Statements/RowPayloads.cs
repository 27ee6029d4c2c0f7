using MemberGrains.Storage.Payloads;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>Binds the payload columns of a row.</summary>
internal static class RowPayloads
{
    public static void BindState(Statement statement, int parameter, IdentityRow row, PayloadBuffer buffer)
    {
        if (row.State is { } state) statement.Bind(parameter, buffer.Write(state, StatePayload.Write));
        else statement.BindNull(parameter);
    }

    public static void BindPending(Statement statement, int parameter, IdentityRow row, PayloadBuffer buffer)
    {
        if (row.Pending is { } pending) statement.Bind(parameter, buffer.Write(pending, PendingPayload.Write));
        else statement.BindNull(parameter);
    }
}
