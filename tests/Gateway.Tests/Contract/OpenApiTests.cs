using System.Text.Json;
using MemberGrains.Gateway.Routing;
using MemberGrains.Gateway.Tests.BadInput;
using MemberGrains.Gateway.Tests.Composition;

namespace MemberGrains.Gateway.Tests.Contract;

/// <summary>The document that is served says what the routes do.</summary>
[Collection(WorldCollection.Name)]
public sealed class OpenApiTests(GatewayWorld world)
{
    [Fact]
    public async Task It_lists_every_route_and_method_and_no_other()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");

        var described = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(item => item.Name != "parameters").Select(item => $"{item.Name.ToUpperInvariant()} {path.Name}"));

        Assert.Equal(world.Routes.Routes.Select(route => $"{route.Method} {route.Template}").Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_route_describes_its_parameters_body_and_key()
    {
        var document = await DocumentAsync();
        foreach (var route in world.Routes.Routes)
        {
            var path = document.GetProperty("paths").GetProperty(route.Template);
            var operation = path.GetProperty(route.Method.ToLowerInvariant());
            var parameters = Parameters(document, path).Concat(Parameters(document, operation)).ToList();

            Assert.Equal(Names(route.Template), parameters.Where(parameter => In(parameter, "path")).Select(Name));
            Assert.Equal(route.Query.Order(StringComparer.Ordinal), parameters.Where(parameter => In(parameter, "query")).Select(Name).Order(StringComparer.Ordinal));
            Assert.Equal(route.Body != BodyRule.None, operation.TryGetProperty("requestBody", out var body));
            if (route.Body != BodyRule.None) Assert.Equal(route.Body == BodyRule.Required, body.GetProperty("required").GetBoolean());
            Assert.Equal(route.Audience == Audience.Open, operation.TryGetProperty("security", out _));
            Assert.Equal(route.IsStrict, parameters.Any(parameter => Name(parameter) == "X-Timeout-Ms"));
        }
    }

    [Fact]
    public async Task Every_refusal_of_the_table_is_described_with_its_status_and_code()
    {
        var document = await DocumentAsync();
        foreach (var (status, code, request) in BadRequests.All.Select(line => (line.Status, line.Code, line.Request)))
        {
            string[] line = request.Line.Split(' ');
            if (world.Routes.Match(line[0], line[1]).Route is not { } route) continue;
            var responses = document.GetProperty("paths").GetProperty(route.Template).GetProperty(route.Method.ToLowerInvariant()).GetProperty("responses");
            Assert.True(responses.TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response), $"{route.Method} {route.Template} does not describe {status}");
            Assert.Contains(code, Resolve(document, response).GetProperty("description").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();

        foreach (var reference in References(document)) Assert.NotEqual(JsonValueKind.Undefined, Resolve(document, reference).ValueKind);
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement document, JsonElement holder) =>
        holder.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Select(parameter => Resolve(document, parameter)) : [];

    private static bool In(JsonElement parameter, string place) => parameter.GetProperty("in").GetString() == place;

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private static IEnumerable<string> Names(string template) =>
        template.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment[1..segment.IndexOf('}', StringComparison.Ordinal)]);

    private static JsonElement Resolve(JsonElement document, JsonElement element)
    {
        if (!element.TryGetProperty("$ref", out var reference)) return element;
        return reference.GetString()![2..].Split('/').Aggregate(document, (node, name) => node.GetProperty(name));
    }

    private static IEnumerable<JsonElement> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => (element.TryGetProperty("$ref", out _) ? new[] { element } : []).Concat(element.EnumerateObject().SelectMany(property => References(property.Value))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonElement> DocumentAsync() => (await world.A.SendAsync(new WireRequest("GET /openapi/v1.json") { Key = null })).Json;
}
