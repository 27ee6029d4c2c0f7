using System.Net;
using System.Security.Cryptography.X509Certificates;
using MemberGrains.Servers.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Stands before a node that speaks no TLS, as proxies do: ends the encryption and asks for user and password.</summary>
internal sealed class TlsFront : IAsyncDisposable
{
    public const string Credentials = "Basic dXNlcjpzZWNyZXQtb2Ytc2VhcmNo";

    private readonly WebApplication _app;
    private readonly HttpClient _node;

    private TlsFront(WebApplication app, HttpClient node) => (_app, _node) = (app, node);

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<TlsFront> StartAsync(Uri node, ServerCertificate certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate.CertificateFile, certificate.KeyFile))));
        var front = new TlsFront(builder.Build(), new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = node });
        front._app.Run(front.ForwardAsync);
        await front._app.StartAsync();
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _node.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != Credentials)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        using var answer = await _node.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        context.Response.Headers["X-elastic-product"] = "Elasticsearch";
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
