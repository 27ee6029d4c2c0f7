using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Answers what a real node never does: something between it and us, or nothing of the kind.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedNode(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>The <c>Authorization</c> headers that came.</summary>
    public ConcurrentQueue<string> Credentials { get; } = new();

    /// <param name="status">Of every answer.</param>
    /// <param name="body">Of every answer.</param>
    /// <param name="announced">Length that the head promises; null for the body's.</param>
    public static async Task<ScriptedNode> StartAsync(int status, string body, long? announced = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var node = new ScriptedNode(builder.Build());
        node._app.Run(async context =>
        {
            node.Credentials.Enqueue(context.Request.Headers.Authorization.ToString());
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = announced ?? bytes.Length;
            // What the official client asks of a node before it believes it.
            context.Response.Headers["X-elastic-product"] = "Elasticsearch";
            await context.Response.Body.WriteAsync(bytes);
            if (announced > bytes.Length) context.Abort();
        });
        await node._app.StartAsync();
        return node;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
