namespace MemberGrains.Ops.Loading;

/// <summary>A bar with rate and time left, redrawn on a terminal; a plain line every few seconds elsewhere.</summary>
internal sealed class LoadProgressBar(TextWriter console, long lines, long from, TimeProvider time)
{
    private const int Width = 30;

    private static readonly TimeSpan _plainEvery = TimeSpan.FromSeconds(5);

    private readonly bool _redraws = !Console.IsErrorRedirected;
    private readonly long _began = time.GetTimestamp();
    private long _lastShown = time.GetTimestamp();

    public void Show(LoadProgress progress, long retries)
    {
        if (!_redraws && time.GetElapsedTime(_lastShown) < _plainEvery) return;
        _lastShown = time.GetTimestamp();
        console.Write(_redraws ? $"\r{Line(progress, retries)}\u001b[K" : $"{Line(progress, retries)}\n");
    }

    public void End()
    {
        if (_redraws) console.WriteLine();
    }

    private string Line(LoadProgress progress, long retries)
    {
        double done = lines == 0 ? 1 : (double)progress.Through / lines;
        double rate = (progress.Through - from) / Math.Max(time.GetElapsedTime(_began).TotalSeconds, 0.001);
        string left = rate > 0 ? $"{TimeSpan.FromSeconds(Math.Ceiling((lines - progress.Through) / rate)):mm\\:ss} left" : "waiting";
        string bar = new string('#', (int)(done * Width)).PadRight(Width, '.');
        string again = retries > 0 ? $", {retries:N0} sent again" : string.Empty;
        return $"[{bar}] {done,4:P0}  {progress.Through:N0}/{lines:N0} lines  {rate:N0}/s  {left}  {progress.RefusedLines:N0} refused{again}";
    }
}
