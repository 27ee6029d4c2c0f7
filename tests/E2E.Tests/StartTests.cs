using System.Text.Json;
using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests;

public sealed class StartTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_ready_file_tells_tools_where_everything_is_and_only_the_owner_may_read_the_keys()
    {
        string readyFile = _directory.File("ready.json");
        await using var laptop = await Laptop.StartAsync(_directory.Data, readyFile);

        Assert.Equal(["gateways", "keys", "data", "pid"], laptop.Ready.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["a", "b"], laptop.Ready.GetProperty("gateways").EnumerateObject().Select(property => property.Name));
        Assert.Equal(["order", "marketing", "operator"], laptop.Ready.GetProperty("keys").EnumerateObject().Select(property => property.Name));
        Assert.Equal(Path.GetFullPath(_directory.Data), laptop.Ready.GetProperty("data").GetString());
        Assert.StartsWith("http://127.0.0.1:", laptop.Ready.GetProperty("gateways").GetProperty("a").GetString(), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(readyFile));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_directory.Data, "keys.json")));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.Combine(_directory.Data, "laptop.json")));
    }

    [Fact]
    public async Task A_second_run_on_the_same_directory_is_refused_and_the_first_goes_on()
    {
        await using var laptop = await Laptop.StartAsync(_directory.Data);

        var (code, said) = await Laptop.RunToEndAsync("--data", _directory.Data, "--ports", "0,0");

        Assert.Equal(1, code);
        Assert.Contains("in use by process", said, StringComparison.Ordinal);
        Assert.Equal(404, (await laptop.A.ResolveAsync("elong:7777777")).Status);
        Assert.Equal(200, (await laptop.A.GetAsync("/readyz")).Status);
    }

    [Fact]
    public async Task Keys_outlive_a_restart()
    {
        string before;
        await using (var laptop = await Laptop.StartAsync(_directory.Data)) before = Keys(laptop);
        await using var again = await Laptop.StartAsync(_directory.Data);

        Assert.Equal(before, Keys(again));
        Assert.Equal(404, (await again.B.ResolveAsync("elong:7777777")).Status);
    }

    [Theory]
    [InlineData("--port", "8081")]
    [InlineData("--ports", "8081")]
    [InlineData("--ports", "8081,8081")]
    [InlineData("--ports", "8081,99999")]
    [InlineData("--data")]
    public async Task Arguments_it_does_not_understand_are_refused(params string[] arguments)
    {
        var (code, said) = await Laptop.RunToEndAsync(arguments);

        Assert.Equal(2, code);
        Assert.Contains(arguments[0], said, StringComparison.Ordinal);
    }

    private static string Keys(Laptop laptop) => JsonSerializer.Serialize(laptop.Ready.GetProperty("keys"));
}
