using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Routing;
using Microsoft.AspNetCore.Http;

namespace MemberGrains.Gateway.Resources;

/// <summary><c>/openapi/v1.json</c>: the document in this project, as it is.</summary>
internal sealed class OpenApiResource : IResource
{
    private readonly byte[] _document = Read();

    public IEnumerable<Route> Routes =>
        [new("GET", "/openapi/v1.json", Audience.Open, exchange => Answer.BytesAsync(exchange.Http.Response, StatusCodes.Status200OK, MediaType.Json, _document))];

    private static byte[] Read()
    {
        using var stream = typeof(OpenApiResource).Assembly.GetManifestResourceStream("openapi.v1.json")
            ?? throw new InvalidOperationException("The assembly does not hold openapi.v1.json.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
