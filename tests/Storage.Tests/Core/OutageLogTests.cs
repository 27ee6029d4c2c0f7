using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Port.Backend;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Storage.Tests.Core;

/// <summary>An outage of hours under thousands of calls a second must not fill the disk that the log is on.</summary>
public sealed class OutageLogTests
{
    private readonly Lines _lines = new();

    [Fact]
    public async Task That_a_store_is_away_is_said_once_and_that_it_is_back_with_how_much_failed()
    {
        bool away = true;
        await using var stand = Open(() => away ? new StoreUnavailableException("out") : null);
        for (int i = 0; i < 5; i++) await CommitAsync(stand);
        Assert.Equal([LogLevel.Warning], _lines.Of(2001));
        Assert.Empty(_lines.Of(2005));
        away = false;
        for (int i = 0; i < 2; i++) await CommitAsync(stand);
        Assert.Equal([LogLevel.Information], _lines.Of(2005));
        Assert.Contains(_lines.Texts, text => text.Contains("after 5 batches", StringComparison.Ordinal));
        away = true;
        await CommitAsync(stand);
        Assert.Equal(2, _lines.Of(2001).Count);
    }

    [Fact]
    public async Task A_fate_that_is_not_known_and_a_bug_are_said_each_time()
    {
        var faults = new Queue<Exception>([new StoreUnavailableException("out"), new FateUnknownException("lost"), new IOException("odd"), new IOException("odd")]);
        await using var stand = Open(faults.Dequeue);
        for (int i = 0; i < 4; i++) await CommitAsync(stand);
        Assert.Equal(4, _lines.Of(2001).Count);
    }

    private CoreStand Open(Func<Exception?> fault)
    {
        var stand = new CoreStand(log: _lines);
        stand.C0.OnCommit = batch => fault() is { } thrown ? throw thrown : Task.FromResult(ImmutableArray.CreateRange(batch.Commits, _ => new RowVerdict(CommitResult.Committed)));
        return stand;
    }

    private static Task<Exception> CommitAsync(CoreStand stand) =>
        Xunit.Record.ExceptionAsync(() => stand.Record.Rows.CommitAsync(CoreStand.Registration("c0"), CancellationToken.None).AsTask());

    private sealed class Lines : ILogger<RecordStore>
    {
        private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> _said = new();

        public IEnumerable<string> Texts => _said.Select(line => line.Text);

        public List<LogLevel> Of(int id) => [.. _said.Where(line => line.Id == id).Select(line => line.Level)];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _said.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
    }
}
