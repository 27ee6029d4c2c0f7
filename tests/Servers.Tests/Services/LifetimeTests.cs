using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MemberGrains.Servers.Ports;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Servers.Tests.Services;

/// <summary>The program itself, as <c>./dev services</c> starts it.</summary>
[Needs(Server.Redis)]
public sealed partial class LifetimeTests
{
    [ServerFact]
    public async Task A_server_dies_with_the_process_that_started_it_even_when_that_is_killed()
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "MemberGrains.Servers.dll"), "one", "redis"]) { RedirectStandardOutput = true })!;
        string said = await program.StandardOutput.ReadLineAsync() ?? "";
        int port = int.Parse(Port().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.False(PortLease.IsFree(port));

        program.Kill();
        await program.WaitForExitAsync();

        await Eventually.TrueAsync(() => Task.FromResult(PortLease.IsFree(port)));
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Port();
}
