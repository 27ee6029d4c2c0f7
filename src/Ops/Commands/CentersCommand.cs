using System.CommandLine;
using System.Text.Json;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Output;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops centers</c>, <c>ops centers hold</c> and <c>ops centers let-go</c>: which centers the news goes to.</summary>
internal static class CentersCommand
{
    public static Command Create(Option<string> data)
    {
        var command = new Command("centers", "Each center, whether the news goes there, and what waits for it") { Verb("hold", "Mark a center out, and keep it so", data), Verb("let-go", "Let a held center back in, once it has been told what waits for it", data) };
        command.SetAction((parsed, cancellation) => AskAsync(parsed.GetValue(data)!, "/centers", parsed.InvocationConfiguration, cancellation));
        return command;
    }

    private static Command Verb(string name, string description, Option<string> data)
    {
        var center = new Argument<string>("CENTER") { Description = "a or b" };
        center.AcceptOnlyFromAmong("a", "b");
        var command = new Command(name, description) { center };
        command.SetAction((parsed, cancellation) => AskAsync(parsed.GetValue(data)!, $"/{name}?center={parsed.GetValue(center)}", parsed.InvocationConfiguration, cancellation));
        return command;
    }

    private static async Task<int> AskAsync(string data, string path, InvocationConfiguration console, CancellationToken cancellation)
    {
        using var client = new LaptopClient(RunningLaptop.Require(data));
        var answer = await client.ControlAsync(path, cancellation);
        if (!answer.IsSuccess)
        {
            await console.Error.WriteLineAsync(answer.Problem());
            return CommandRunner.Failed;
        }

        JsonElement[] items = [.. answer.Body.GetProperty("items").EnumerateArray()];
        Table.Write(console.Output, items, "center", "cluster", "state", "since", "backlog");
        return 0;
    }
}
