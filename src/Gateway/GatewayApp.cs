using System.Diagnostics;
using System.Text;
using MemberGrains.Gateway.Hosting;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Refusals;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemberGrains.Gateway;

/// <summary>A gateway as a web application, for its own process and for compositions that hold several.</summary>
public static class GatewayApp
{
    /// <summary>An identity of absurd length still gets the contract's answer, not the server's bare one.</summary>
    private const int MaxHeadBytes = 128 * 1024;

    /// <summary>Builds a gateway; start it with <c>StartAsync</c>, its address is then in <c>Urls</c>.</summary>
    /// <param name="options">The gateway.</param>
    /// <param name="services">
    /// Adds what the gateway stands on: <c>IGrainFactory</c>, and its center's views (<c>AddViewsOf</c>); may add logging, a
    /// clock, and a <c>PrometheusExporter</c> shared with others.
    /// </param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is not valid.</exception>
    public static WebApplication Build(GatewayOptions options, Action<IServiceCollection> services)
    {
        // The empty builder: nothing of the surroundings (ASPNETCORE_URLS, appsettings.json) may move a gateway.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure).UseUrls(options.Address);
        builder.Services.RemoveAll<IHostLifetime>().AddSingleton<IHostLifetime, ComposedLifetime>();
        services(builder.Services);
        builder.Services.AddGateway(options);
        // The server tells it, and only it, of requests that it refuses itself.
        builder.Services.Replace(ServiceDescriptor.Singleton<DiagnosticSource, ServerRefusals>());
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<Door>().HandleAsync);
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = MaxHeadBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadBytes;
        // Every byte reads as some character, so that a strange header gets the contract's refusal.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http1;
            endpoint.UseRefusableOutput();
        });
    }
}
