using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Writing;

/// <summary>One row of a batch broke a constraint half way: the batch runs again without it.</summary>
internal sealed class RefusedRowException(int index, SqliteFault cause) : Exception(cause.Message, cause)
{
    public int Index => index;
}
