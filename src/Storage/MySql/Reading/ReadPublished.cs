using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Storage.MySql.Connections;
using MemberGrains.Storage.MySql.Text;

namespace MemberGrains.Storage.MySql.Reading;

/// <summary>
/// A time below every change that may not be published yet, with the marks of the same snapshot. The clock comes before the
/// snapshot, so a commit that is not shown is later than it; what is shown and waits, or is prepared, holds it back by a
/// millisecond.
/// </summary>
internal static class ReadPublished
{
    public static PublishedThrough Run(NodeConnection connection, StoreClock clock)
    {
        connection.Sql.Sql("SELECT ").Sql(clock.Now).Sql(";").Sql(SnapshotText.Begin)
            .Sql("SELECT MIN(since) FROM outbox; SELECT MIN(since) FROM unfinished_row WHERE decided = 0;")
            .Sql("SELECT m.center, m.since, m.held, (SELECT COUNT(*) FROM (SELECT center FROM center_backlog LIMIT ").Number(2L * CenterOut.MostCounted)
            .Sql(") b WHERE b.center = m.center) FROM center_out m ORDER BY m.center;").Sql(SnapshotText.End);
        return connection.Query(static reader =>
        {
            reader.Read();
            long through = reader.GetInt64(0);
            for (int part = 0; part < 2; part++)
            {
                reader.NextResult();
                if (reader.Read() && !reader.IsDBNull(0)) through = Math.Min(through, reader.GetInt64(0) - 1);
            }

            var marks = ImmutableArray.CreateBuilder<CenterOut>();
            reader.NextResult();
            while (reader.Read()) marks.Add(new CenterOut(reader.Text(0), reader.Time(1), reader.GetInt64(2) == 1, Math.Min(reader.GetInt64(3), CenterOut.MostCounted)));
            return new PublishedThrough(DateTimeOffset.FromUnixTimeMilliseconds(through), marks.DrainToImmutable());
        });
    }
}
