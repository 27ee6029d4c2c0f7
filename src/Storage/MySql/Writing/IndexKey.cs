using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Storage.MySql.Writing;

/// <summary>Key of a row of the index of unfinished rows.</summary>
internal readonly record struct IndexKey(IdentityKey Key, bool Decided, string OperationId)
{
    public void WriteTo(SqlText sql) => sql
        .Sql("(row_key = ").Text(Key.Text).Sql(" AND decided = ").Number(Decided ? 1 : 0).Sql(" AND operation = ").Text(OperationId).Sql(")");
}
