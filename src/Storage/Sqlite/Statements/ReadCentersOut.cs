using System.Collections.Immutable;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Storage.Sqlite.Native;

namespace MemberGrains.Storage.Sqlite.Statements;

/// <summary>The marks, sorted by center, each with the size of its backlog.</summary>
internal sealed class ReadCentersOut(Database database)
{
    private readonly Statement _statement = database.Prepare($"""
        SELECT m.center, m.since, m.held,
          (SELECT count(*) FROM (SELECT 1 FROM center_backlog b WHERE b.center = m.center LIMIT {CenterOut.MostCounted}))
        FROM center_out m ORDER BY m.center
        """);

    public ImmutableArray<CenterOut> Run()
    {
        var marks = ImmutableArray<CenterOut>.Empty;
        while (_statement.Step())
        {
            var since = DateTimeOffset.FromUnixTimeMilliseconds(_statement.Int64(1));
            marks = marks.Add(new CenterOut(_statement.Text(0), since, _statement.Int64(2) == 1, _statement.Int64(3)));
        }

        return marks;
    }
}
