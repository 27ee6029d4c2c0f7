using MemberGrains.Ops.Loading;

namespace MemberGrains.Ops.Tests.Loading;

public sealed class LoadLogTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("membergrains-load-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Progress_that_is_looked_at_is_not_changed_by_the_lines_that_follow()
    {
        string file = Path.Combine(_directory, "people.jsonl");
        await File.WriteAllLinesAsync(file, ["{}", "{}"]);
        using var log = LoadLog.Open(await LoadSource.ReadAsync(file, CancellationToken.None), "key");
        log.Record(1, new LineResult(LineResultKind.Accepted, 200, "bound"));

        var seen = log.Progress;
        using var counts = seen.Accepted.GetEnumerator();
        Assert.True(counts.MoveNext());
        log.Record(2, new LineResult(LineResultKind.Accepted, 201, "registered"));

        Assert.False(counts.MoveNext());
        Assert.Equal((1, 2), (seen.AcceptedLines, log.Progress.AcceptedLines));
    }
}
