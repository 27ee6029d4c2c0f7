using System.Buffers;
using System.IO.Pipelines;

namespace MemberGrains.Gateway.Refusals;

/// <summary>
/// What a connection sends. Once an answer was put in place of the server's own, that answer is the last thing sent: what
/// the server still writes is taken and dropped.
/// </summary>
internal sealed class RefusableOutput(PipeWriter inner) : PipeWriter
{
    private byte[]? _dropped;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Sends these bytes, and nothing after them.</summary>
    public void EndWith(ReadOnlySpan<byte> answer)
    {
        if (_dropped is not null) return;
        inner.Write(answer);
        _dropped = [];
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _dropped is null ? inner.GetMemory(sizeHint) : Dropped(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _dropped is null ? inner.GetSpan(sizeHint) : Dropped(sizeHint);

    public override void Advance(int bytes)
    {
        if (_dropped is null) inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        _dropped is null ? inner.WriteAsync(source, cancellationToken) : inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private byte[] Dropped(int sizeHint)
    {
        const int Usual = 4_096;
        if (_dropped!.Length < Math.Max(sizeHint, Usual)) _dropped = new byte[Math.Max(sizeHint, Usual)];
        return _dropped;
    }
}
