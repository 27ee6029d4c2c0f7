using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using MemberGrains.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MemberGrains.Gateway.Http;

/// <summary>Reads a request's body: media type, size and JSON, in that order, each with its own refusal.</summary>
internal static class JsonBody
{
    /// <summary>64 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 16,
    };

    /// <summary>The problem, or null and the document in <see cref="Exchange.Body"/>.</summary>
    public static async ValueTask<Problem?> ReadAsync(Exchange exchange, bool optional)
    {
        var request = exchange.Http.Request;
        bool empty = request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding");
        if (empty && optional) return null;
        if (!MediaType.IsJson(request.Headers.ContentType))
            return new Problem(ProblemCode.UnsupportedMediaType, "Send the body as application/json in UTF-8.");
        if (request.ContentLength > MaxBytes) return TooLarge();
        if (empty) return Malformed("A body is needed.");
        return await ReadAllAsync(exchange, request.BodyReader);
    }

    private static async ValueTask<Problem?> ReadAllAsync(Exchange exchange, PipeReader reader)
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await reader.ReadAsync(exchange.Deadline.Token);
            }
            catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                return TooLarge();
            }
            catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status400BadRequest)
            {
                return Malformed("The body's framing is malformed.");
            }

            var buffer = read.Buffer;
            if (buffer.Length > MaxBytes)
            {
                reader.AdvanceTo(buffer.End);
                return TooLarge();
            }

            if (!read.IsCompleted)
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }

            var problem = Parse(exchange, buffer);
            reader.AdvanceTo(buffer.End);
            return problem;
        }
    }

    /// <summary>Copies: the document lives on while the request's buffer goes back to the server.</summary>
    private static Problem? Parse(Exchange exchange, ReadOnlySequence<byte> body)
    {
        if (body.IsEmpty) return Malformed("A body is needed.");
        byte[] bytes = body.ToArray();
        if (!Utf8.IsValid(bytes)) return Malformed("The body is not UTF-8.");
        try
        {
            exchange.Body = JsonDocument.Parse(bytes, Options);
            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Malformed("The body is not one JSON value, names a field twice, or is nested deeper than 16.");
        }
    }

    private static Problem Malformed(string message) => Problem.InvalidRequest("body", message);

    private static Problem TooLarge() => new(ProblemCode.PayloadTooLarge, "A body has at most 65536 bytes.");
}
