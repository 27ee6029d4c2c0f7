using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MemberGrains.Storage.Payloads;

/// <summary>Where payloads are written, one after the other; belongs to one thread.</summary>
internal sealed class PayloadBuffer : IDisposable
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _writer;

    public PayloadBuffer() =>
        // Relaxed, so that the + of a phone number stays one byte; payloads never enter a page.
        _writer = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>The bytes of one payload; valid until the next.</summary>
    public ReadOnlySpan<byte> Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        _bytes.ResetWrittenCount();
        _writer.Reset();
        write(_writer, value);
        _writer.Flush();
        return _bytes.WrittenSpan;
    }

    public void Dispose() => _writer.Dispose();
}
