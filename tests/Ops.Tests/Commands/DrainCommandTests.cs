using System.CommandLine;
using System.Text.Json;
using MemberGrains.Ops.Commands;
using MemberGrains.Ops.Laptop;

namespace MemberGrains.Ops.Tests.Commands;

/// <summary>What <c>ops drain</c> makes of a gateway's answers; with silos it is tested in E2E.Tests.</summary>
public sealed class DrainCommandTests : IDisposable
{
    private const string Draining = """{"items":[{"id":"a1","center":"a","state":"draining"}]}""";
    private const string Stopped = """{"items":[{"id":"a1","center":"a","state":"stopped"}]}""";
    private readonly string _directory = Directory.CreateTempSubdirectory("drain-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_look_that_fails_does_not_end_the_command()
    {
        var looks = new Queue<(int, string)>([(504, """{"code":"timeout","detail":"late"}"""), (200, Draining), (503, """{"code":"unavailable"}"""), (200, Stopped)]);
        await using var gateway = await ScriptedGateway.StartAsync((_, context) => context.Request.Method == "POST" ? (200, """{"activations":7}""") : looks.Dequeue());

        int code = await RunAsync(gateway);

        Assert.Equal(0, code);
        Assert.Empty(looks);
    }

    [Fact]
    public async Task A_drain_that_is_refused_does()
    {
        await using var gateway = await ScriptedGateway.StartAsync((_, _) => (409, """{"code":"last-silo","detail":"It is the last one."}"""));

        int code = await RunAsync(gateway);

        Assert.Equal(CommandRunner.Failed, code);
        Assert.Single(gateway.Requests);
    }

    private async Task<int> RunAsync(ScriptedGateway gateway)
    {
        var file = new LaptopFile(
            new Dictionary<string, Uri> { ["a"] = gateway.Address }, new Dictionary<string, string> { ["operator"] = "key" }, Environment.ProcessId, gateway.Address);
        await File.WriteAllBytesAsync(Path.Combine(_directory, RunningLaptop.FileName), JsonSerializer.SerializeToUtf8Bytes(file, LaptopJson.Default.LaptopFile));
        var data = new Option<string>("--data");
        var command = DrainCommand.Create(data);
        command.Add(data);
        return await command.Parse(["a1", "--data", _directory]).InvokeAsync();
    }
}
