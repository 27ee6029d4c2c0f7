using System.Security.Cryptography;

namespace MemberGrains.Ops.Loading;

/// <summary>A load file as it is now: its digest is part of every key, so that another file never meets this one's keys.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Digest">First 16 hex digits of its SHA-256.</param>
/// <param name="Lines">How many lines it has.</param>
internal sealed record LoadSource(string Path, string Digest, long Lines)
{
    private const int BufferBytes = 1 << 18;

    public static async Task<LoadSource> ReadAsync(string path, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferBytes];
        long lines = 0;
        byte last = (byte)'\n';
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        await using (file)
        {
            for (int read; (read = await file.ReadAsync(buffer, cancellation)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
                last = buffer[read - 1];
            }
        }

        if (last != '\n') lines++;
        return new LoadSource(path, Convert.ToHexStringLower(hash.GetHashAndReset())[..16], lines);
    }

    /// <summary>The stable <c>Idempotency-Key</c> of a line that names none itself.</summary>
    public string KeyOf(long line) => $"load-{Digest}-{line}";
}
