using System.CommandLine;
using System.Text.Json;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Ops.Commands;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary><c>./dev ops dead-letters</c> on real brokers: two virtual hosts stand for those of the two centers.</summary>
[Collection(nameof(RabbitMqCollection))]
[Needs(Server.RabbitMq)]
public sealed class DeadLettersCommandTests(RabbitMqFixture rabbitMq) : IDisposable
{
    private const string Group = "cache";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [ServerFact]
    public async Task What_could_not_be_taken_is_listed_handed_out_again_and_dropped()
    {
        var (a, b) = (Options(), Options());
        await WriteAsync(a, b);
        await using var broker = Adapter.Open("a", a, Group);
        var told = new Told();
        bool broken = true;
        await using var consumer = broker.Subscribe(Group, (message, cancellation) =>
            Volatile.Read(ref broken) ? throw new InvalidOperationException("the handler can not") : told.Take(message, cancellation));

        Assert.Equal("center a: none\ncenter b: none\n", await DoneAsync("list"));

        await Stream.ConfirmedAsync(broker, Stream.Message(1));
        await Stream.ConfirmedAsync(broker, Stream.Message(2));
        string[] listed = await ListedAsync(2);
        Assert.All(listed, letter => Assert.Matches($"^  {Group}  c0  [^ ]+  [0-9T:Z-]{{20}}  3 tries, [0-9]+ bytes: the handler can not$", letter));
        Assert.Equal("center b: none\n", await DoneAsync("list", "--center", "b"));
        Assert.Equal("center a: none\n", await DoneAsync("list", "--center", "a", "--group", "search-primary"));

        string id = listed[1].Split("  ", StringSplitOptions.RemoveEmptyEntries)[2];
        Assert.Equal("center a: 0 handed out again\ncenter b: 0 handed out again\n", await DoneAsync("replay", "--id", "nobody's"));
        Assert.Equal("center a: 1 dropped\n", await DoneAsync("drop", "--center", "a", "--id", id));
        Assert.Equal([listed[0]], await ListedAsync(1));

        Volatile.Write(ref broken, false);
        Assert.Equal("center a: 1 handed out again\ncenter b: 0 handed out again\n", await DoneAsync("replay"));
        await told.UntilAsync(seen => seen.Numbers.Count == 1);
        Assert.Equal([1L], told.Numbers);
        Assert.Equal("center a: none\ncenter b: none\n", await DoneAsync("list"));
    }

    [ServerFact]
    public async Task A_broker_that_is_away_does_not_hide_the_other_and_no_password_is_told()
    {
        var (a, b) = (Options(), Options());
        a.Port = 1;
        await WriteAsync(a, b);

        var (code, output, error) = await RunAsync("list");

        Assert.Equal((1, "center b: none\n"), (code, output));
        Assert.StartsWith("center a: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain(a.Password, error, StringComparison.Ordinal);
    }

    private RabbitMqOptions Options()
    {
        var options = Adapter.Options(rabbitMq.Server, rabbitMq.TakePrefix());
        (options.PoisonFailures, options.PoisonAfter, options.LongestPause) = (3, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        return options;
    }

    private async Task WriteAsync(RabbitMqOptions a, RabbitMqOptions b) =>
        await File.WriteAllTextAsync(_file, JsonSerializer.Serialize(new { ChangeStream = new { RabbitMq = new { a, b } } }));

    private async Task<string[]> ListedAsync(int count)
    {
        string[] letters = [];
        await Eventually.TrueAsync(async () =>
        {
            // A broker that is busy may not answer in time once; what it has listed then is not what is there.
            var (code, output, _) = await RunAsync("list", "--center", "a");
            letters = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
            return code == 0 && letters.Length == count;
        });
        return letters;
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = await CommandRunner.RunAsync(new RootCommand { OperatorCommands.Create() }, ["ops", "dead-letters", .. arguments, "--config", _file], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
