using MemberGrains.Gateway;
using MemberGrains.Gateway.Config;
using MemberGrains.Gateway.Hosting;
using Microsoft.Extensions.Hosting.Internal;

// One gateway as its own process: configuration in, one center's door out.
var configuration = new ConfigurationBuilder()
    .AddJsonFile("appsettings.json", optional: true)
    .AddEnvironmentVariables("MEMBERGRAINS_")
    .AddCommandLine(args)
    .Build();
var options = configuration.GetRequiredSection("Gateway").Get<GatewayOptions>()!;

await using var app = GatewayApp.Build(options, services =>
{
    services.AddLogging(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddJsonConsole());
    services.AddSingleton<IHostLifetime, ConsoleLifetime>();
    services.AddClusterConnection(configuration);
    if (configuration.GetSection("Cache:Redis").Exists()) services.AddRealViews(configuration, options.Center);
    else services.AddRecordOnlyReads(options.Center);
});
await app.RunAsync();
