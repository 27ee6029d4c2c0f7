using MemberGrains.Servers.Services;

namespace MemberGrains.Servers.Tests.Services;

public sealed class ServiceCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("membergrains-services-").FullName;
    private readonly StringWriter _output = new();

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Before_the_first_start_every_server_is_listed_and_none_is_up()
    {
        Assert.Equal(1, await RunAsync("status"));
        string[] lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["SERVER", "ROLE", "CENTER", "PORT", "PID", "MB", "UP"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(15, lines.Length - 1);
        Assert.All(lines.Skip(1), line => Assert.EndsWith("no", line, StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(line => line.Contains("mariadb, primary", StringComparison.Ordinal)));
        Assert.Equal(4, lines.Count(line => line.Contains("mariadb, acknowledges", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.Contains("mariadb, follows", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData]
    [InlineData("up", "now")]
    [InlineData("kill")]
    public async Task What_it_does_not_know_gets_the_usage(params string[] arguments)
    {
        Assert.Equal(2, await RunAsync(arguments));
        Assert.Contains("./dev services up", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_server_has_is_refused_with_those_there_are()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync("kill", "c0-c1"));
        Assert.Contains("c0-a1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_are_for_the_owner_only_and_stay()
    {
        await RunAsync("status");
        string accounts = Path.Combine(_directory, "accounts.json");
        string before = await File.ReadAllTextAsync(accounts);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(accounts).UnixFileMode);
        await RunAsync("status");
        Assert.Equal(before, await File.ReadAllTextAsync(accounts));
    }

    private Task<int> RunAsync(params string[] arguments) => new ServiceCommands(_directory, _output).RunAsync(arguments, CancellationToken.None);
}
