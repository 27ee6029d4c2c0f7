using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;
using MemberGrains.Interfaces.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace MemberGrains.Gateway.Refusals;

/// <summary>A problem as a whole HTTP/1.1 answer, after which the connection closes.</summary>
internal static class RefusalBytes
{
    public static byte[] Of(Problem problem, string center, DateTimeOffset now, bool withBody)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(body, WireJson.Options)) ProblemJson.Write(writer, problem, ActivityTraceId.CreateRandom().ToHexString());
        string head = string.Create(CultureInfo.InvariantCulture, $"""
            HTTP/1.1 {problem.Code.Status} {ReasonPhrases.GetReasonPhrase(problem.Code.Status)}
            Content-Length: {body.WrittenCount}
            Content-Type: {ProblemJson.ContentType}
            Date: {now:R}
            {Headers.Center}: {center}
            Connection: close


            """).ReplaceLineEndings("\r\n");
        byte[] headBytes = Encoding.ASCII.GetBytes(head);
        return withBody ? [.. headBytes, .. body.WrittenSpan] : headBytes;
    }
}
