using MemberGrains.Local.Data;
using MemberGrains.Local.Stores;
using Microsoft.Extensions.Options;

namespace MemberGrains.Local.Startup;

/// <summary>One run of the laptop, from its arguments to its exit code: 0 after a drain, 1 if it could not start.</summary>
internal static class LaptopRun
{
    private static readonly string[] _environmentVariables = ["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"];

    public static async Task<int> RunAsync(LocalArguments arguments, TextWriter console, TextWriter errors)
    {
        long began = TimeProvider.System.GetTimestamp();
        if (ProductionEnvironment() is { } variable)
        {
            await errors.WriteLineAsync($"{variable} is Production. The laptop makes its own keys and runs on one process: it is not for production, and does not start there.");
            return 1;
        }

        using var signals = new ShutdownSignals();
        LaptopStores stores;
        Laptop laptop;
        ReadyFile ready;
        try
        {
            stores = LaptopStores.Of(arguments.Services);
            (laptop, ready) = await Laptop.StartAsync(arguments, stores, LaptopLogging.Configure);
        }
        catch (Exception refusal) when (refusal is IOException or InvalidOperationException or UnauthorizedAccessException or Storage.Sqlite.DirectoryInUseException or OptionsValidationException or Interfaces.Faults.StoreUnavailableException)
        {
            await errors.WriteLineAsync(refusal.Message);
            return 1;
        }

        await using (laptop)
        {
            if (arguments.ReadyFile is { } file) ready.WriteTo(file);
            Banner.Write(console, ready, stores.Description, TimeProvider.System.GetElapsedTime(began));
            await signals.Asked;
            await console.WriteLineAsync("Draining ...");
        }

        await console.WriteLineAsync("Stopped.");
        return 0;
    }

    private static string? ProductionEnvironment() =>
        _environmentVariables.FirstOrDefault(variable =>
            string.Equals(Environment.GetEnvironmentVariable(variable), "Production", StringComparison.OrdinalIgnoreCase));
}
