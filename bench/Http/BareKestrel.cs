using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Bench.Http;

/// <summary>
/// The limit: Kestrel answering so many constant bytes as JSON, with no routing, no middleware and no work. Runs in a
/// process of its own, like what it is compared with.
/// </summary>
internal static class BareKestrel
{
    /// <summary>The hidden first argument that turns the bench into it.</summary>
    public const string Argument = "bare-kestrel";

    public static async Task RunAsync(int bytes)
    {
        byte[] body = new byte[bytes];
        Array.Fill(body, (byte)'x');
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.First()).Port);
        await app.WaitForShutdownAsync();
    }
}
