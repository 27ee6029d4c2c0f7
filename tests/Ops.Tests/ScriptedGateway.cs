using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Ops.Tests;

/// <summary>A gateway that answers what the test says, and remembers what it was asked.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedGateway(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string? Key, string Body)> Requests { get; } = new();

    public Uri Address => new(_app.Urls.First());

    /// <param name="answer">Given the request's body, status and JSON of the answer.</param>
    public static async Task<ScriptedGateway> StartAsync(Func<string, HttpContext, (int Status, string Json)> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = new ScriptedGateway(builder.Build());
        gateway._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            gateway.Requests.Enqueue((context.Request.Path.Value!, context.Request.Headers["Idempotency-Key"], body));
            var (status, json) = answer(body, context);
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(json, context.RequestAborted);
        });
        await gateway._app.StartAsync();
        return gateway;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
