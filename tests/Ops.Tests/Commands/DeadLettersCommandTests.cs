using System.CommandLine;
using MemberGrains.Ops.Commands;

namespace MemberGrains.Ops.Tests.Commands;

/// <summary>What <c>ops dead-letters</c> says before it asks any broker; on real ones it is tested in Integration.Tests.</summary>
public sealed class DeadLettersCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dead-letters-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Without_a_file_that_names_brokers_it_says_which_one_it_looked_for()
    {
        var (code, error) = await RunAsync("list", "--data", _directory);

        Assert.Equal(CommandRunner.Failed, code);
        Assert.Contains(Path.Combine(_directory, "services", "services.json"), error, StringComparison.Ordinal);
        Assert.Contains("--config", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_brokers_is_told_for_each_center()
    {
        var (code, error) = await RunAsync("list", "--config", await FileAsync("""{"ChangeStream":{}}"""));

        Assert.Equal(CommandRunner.Failed, code);
        Assert.Matches("(?s)center a: .*Host.*center b: .*Host", error);
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_is_told()
    {
        var (code, error) = await RunAsync("list", "--config", await FileAsync("ChangeStream"));

        Assert.Equal(CommandRunner.Failed, code);
        Assert.Contains("brokers.json", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("drop", "--center", "a")]
    [InlineData("list", "--center", "c")]
    [InlineData("replay", "--all")]
    [InlineData("bury")]
    public async Task What_is_not_meant_so_is_refused_before_anything_is_done(params string[] arguments)
    {
        var (code, error) = await RunAsync([.. arguments, "--config", await FileAsync("{}")]);

        Assert.Equal(CommandRunner.Misused, code);
        Assert.NotEmpty(error);
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandRunner.RunAsync(new RootCommand { OperatorCommands.Create() }, ["ops", "dead-letters", .. arguments], output, error);
        Assert.Empty(output.ToString());
        return (code, error.ToString());
    }

    private async Task<string> FileAsync(string text)
    {
        string file = Path.Combine(_directory, "brokers.json");
        await File.WriteAllTextAsync(file, text);
        return file;
    }
}
