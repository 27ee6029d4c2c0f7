using System.Buffers;
using System.Text.Json;
using MemberGrains.Interfaces.Json;

namespace MemberGrains.Gateway.Http;

/// <summary>Writes answers: whole, with their length, into the server's own buffer.</summary>
internal static class Answer
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) _spare;

    /// <summary>Answers with bytes as they are.</summary>
    public static ValueTask BytesAsync(HttpResponse response, int status, string contentType, ReadOnlySpan<byte> body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(response.HttpContext.Request.Method)) return default;
        // Not flushed here: the server sends headers and body in one go when the request ends.
        response.BodyWriter.Write(body);
        return default;
    }

    /// <summary>Answers with JSON.</summary>
    public static ValueTask JsonAsync<T>(HttpResponse response, int status, T value, Action<Utf8JsonWriter, T> write) =>
        JsonAsync(response, status, MediaType.Json, value, write);

    /// <summary>Answers with JSON under another name.</summary>
    public static ValueTask JsonAsync<T>(HttpResponse response, int status, string contentType, T value, Action<Utf8JsonWriter, T> write)
    {
        var (buffer, writer) = _spare;
        _spare = default;
        buffer ??= new ArrayBufferWriter<byte>(1_024);
        writer ??= new Utf8JsonWriter(buffer, WireJson.Options);
        writer.Reset(buffer);
        write(writer, value);
        writer.Flush();
        var sent = BytesAsync(response, status, contentType, buffer.WrittenSpan);
        buffer.ResetWrittenCount();
        if (buffer.Capacity <= JsonBody.MaxBytes) _spare = (buffer, writer);
        return sent;
    }
}
