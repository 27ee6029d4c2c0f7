using MemberGrains.Servers;
using MemberGrains.Servers.MariaDb.Clusters;
using MemberGrains.Servers.Processes;
using MemberGrains.Servers.Services;

// ./dev services ...: the stores of a cluster as plain processes. The directory is DATA/services.
string data = Environment.GetEnvironmentVariable("MEMBERGRAINS_DATA") ?? Path.Combine(Environment.CurrentDirectory, "data");
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};
try
{
    return await new ServiceCommands(Path.Combine(data, "services"), Console.Out).RunAsync(args, interrupted.Token);
}
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception error) when (error is ServerMissingException or ServerNotReadyException or PromotionRefusedException or ToolFailedException or ArgumentException or IOException)
{
    Console.Error.WriteLine($"services: {error.Message}");
    return 1;
}
