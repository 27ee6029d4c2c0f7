using System.Globalization;

namespace MemberGrains.Ops.Loading;

/// <summary>Sends a file through the gateways: many lines at once, lines about the same people one after the other.</summary>
internal sealed class Loader(LoadOptions options, TimeProvider time, TextWriter console)
{
    // Enough lines read ahead that workers find some that wait for nobody; a bound on memory otherwise.
    private const int ReadAhead = 16_384;

    private static readonly TimeSpan _saveEvery = TimeSpan.FromSeconds(1);

    /// <summary>Runs to the end of the file, or until cancelled; either way what is answered is recorded.</summary>
    public async Task<LoadReport> RunAsync(CancellationToken cancellation)
    {
        var source = await LoadSource.ReadAsync(options.File, cancellation);
        using var log = LoadLog.Open(source, options.Key);
        using var http = NewClient();
        var sender = new GatewaySender(http, options, source, time);
        long from = log.Progress.Through;
        long began = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = SendAllAsync(source, sender, log, stop);
        var bar = new LoadProgressBar(console, source.Lines, from, time);
        try
        {
            while (!run.IsCompleted)
            {
                await Task.WhenAny(run, Task.Delay(_saveEvery, time, CancellationToken.None));
                log.Save();
                bar.Show(log.Progress, sender.Retries);
            }

            await run;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            bar.End();
            return Report(source, log, sender, from, began) with { Interrupted = true };
        }

        bar.End();
        if (log.Progress.Through == source.Lines) log.Finish();
        return Report(source, log, sender, from, began);
    }

    private LoadReport Report(LoadSource source, LoadLog log, GatewaySender sender, long from, long began) =>
        new(source, log.Progress, log.Unanswered, log.RefusedFile, from, sender.Retries, time.GetElapsedTime(began));

    private async Task SendAllAsync(LoadSource source, GatewaySender sender, LoadLog log, CancellationTokenSource stop)
    {
        var lines = new OrderedLines();
        using var room = new SemaphoreSlim(ReadAhead);
        var tasks = new List<Task> { ReadAsync(source, log, lines, room, stop.Token) };
        for (int i = 0; i < options.InFlight; i++) tasks.Add(WorkAsync(sender, log, lines, room, stop));
        await Task.WhenAll(tasks);
    }

    private static async Task ReadAsync(LoadSource source, LoadLog log, OrderedLines lines, SemaphoreSlim room, CancellationToken cancellation)
    {
        try
        {
            long number = 0, from = log.Progress.Through;
            await foreach (string text in File.ReadLinesAsync(source.Path, cancellation))
            {
                if (++number <= from) continue;
                if (string.IsNullOrWhiteSpace(text))
                {
                    log.Record(number, LineResult.Blank);
                    continue;
                }

                await room.WaitAsync(cancellation);
                lines.Add(LoadLineParser.Parse(number, text));
            }

            // All room free again: no line waits any more.
            for (int i = 0; i < ReadAhead; i++) await room.WaitAsync(cancellation);
        }
        finally
        {
            lines.Complete();
        }
    }

    private static async Task WorkAsync(GatewaySender sender, LoadLog log, OrderedLines lines, SemaphoreSlim room, CancellationTokenSource stop)
    {
        try
        {
            await foreach (var item in lines.Ready.ReadAllAsync(stop.Token))
            {
                log.Record(item.Line.Number, await sender.SendAsync(item.Line, stop.Token));
                lines.End(item);
                room.Release();
            }
        }
        catch
        {
            // One worker's fault (a refused key) ends the load for all, at once.
            await stop.CancelAsync();
            throw;
        }
    }

    private HttpClient NewClient()
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = options.InFlight,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(2),
        };
        // Longer than the time the gateways are told to answer in.
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(15) };
    }
}
