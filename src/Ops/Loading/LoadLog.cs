using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MemberGrains.Ops.Loading;

/// <summary>
/// Takes results in any order and records them in the file's order: the counts, the refused rows, and a progress file
/// that is replaced whole, so that a kill at any moment leaves one that a later run can go on from.
/// </summary>
internal sealed class LoadLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, LineResult> _early = [];
    private readonly string _progressFile;
    private readonly FileStream _refused;
    private LoadProgress _progress;
    private long _through;
    private long _unanswered;

    private LoadLog(string progressFile, string refusedFile, LoadProgress progress)
    {
        _progressFile = progressFile;
        RefusedFile = refusedFile;
        _progress = progress;
        _through = progress.Through;
        _refused = new FileStream(refusedFile, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        _refused.SetLength(progress.RefusedBytes);
        _refused.Seek(0, SeekOrigin.End);
    }

    /// <summary>Where refused rows are listed.</summary>
    public string RefusedFile { get; }

    /// <summary>How far the gapless beginning reaches, as of now: lines go on being recorded while it is looked at.</summary>
    public LoadProgress Progress
    {
        get
        {
            lock (_lock)
            {
                return _progress with
                {
                    Through = _through,
                    Accepted = new(_progress.Accepted, StringComparer.Ordinal),
                    Refused = new(_progress.Refused, StringComparer.Ordinal),
                };
            }
        }
    }

    /// <summary>Lines without a final answer.</summary>
    public long Unanswered => Interlocked.Read(ref _unanswered);

    /// <summary>Opens the log beside the input; goes on where an interrupted load of the same file into the same cluster stopped.</summary>
    public static LoadLog Open(LoadSource source, string key)
    {
        string progressFile = $"{source.Path}.progress";
        string account = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
        var fresh = new LoadProgress { Digest = source.Digest, Account = account };
        var found = Read(progressFile);
        bool goesOn = found?.Digest == fresh.Digest && found.Account == account;
        return new LoadLog(progressFile, $"{source.Path}.refused.jsonl", goesOn ? found! : fresh);
    }

    /// <summary>Records how a line ended.</summary>
    public void Record(long line, LineResult result)
    {
        lock (_lock)
        {
            if (result.Kind == LineResultKind.Unanswered) Interlocked.Increment(ref _unanswered);
            _early[line] = result;
            // An unanswered line stops the gapless beginning: a later run has to send it again.
            while (_early.TryGetValue(_through + 1, out var next) && next.Kind != LineResultKind.Unanswered)
            {
                _early.Remove(++_through);
                Count(_through, next);
            }
        }
    }

    /// <summary>Makes what is recorded so far survive.</summary>
    public void Save()
    {
        lock (_lock)
        {
            _refused.Flush(flushToDisk: true);
            _progress = _progress with { Through = _through, RefusedBytes = _refused.Position };
            string next = $"{_progressFile}.next";
            File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(_progress, LoadJson.Default.LoadProgress));
            File.Move(next, _progressFile, overwrite: true);
        }
    }

    /// <summary>Everything is answered: the next run starts from the first line again.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            _refused.Flush(flushToDisk: true);
            File.Delete(_progressFile);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _refused.Dispose();

    private void Count(long line, LineResult result)
    {
        if (result == LineResult.Blank) return;
        bool accepted = result.Kind == LineResultKind.Accepted;
        var counts = accepted ? _progress.Accepted : _progress.Refused;
        counts[result.Code] = counts.GetValueOrDefault(result.Code) + 1;
        if (accepted) return;
        JsonSerializer.Serialize(_refused, new RefusedRow(line, result.Status, result.Code, result.Detail), LoadJson.Default.RefusedRow);
        _refused.WriteByte((byte)'\n');
    }

    private static LoadProgress? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), LoadJson.Default.LoadProgress) : null;
        }
        catch (JsonException)
        {
            // Not ours, or torn by a full disk: starting over costs time, never correctness.
            return null;
        }
    }
}
