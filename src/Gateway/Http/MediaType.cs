using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MemberGrains.Gateway.Http;

/// <summary>What a <c>Content-Type</c> says.</summary>
internal static class MediaType
{
    public const string Json = "application/json";

    /// <summary><c>application/json</c>, in UTF-8 if it names a charset.</summary>
    public static bool IsJson(StringValues contentType)
    {
        if (contentType.Count != 1) return false;
        if (contentType[0] == Json) return true;
        return MediaTypeHeaderValue.TryParse(contentType[0], out var parsed)
            && parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
