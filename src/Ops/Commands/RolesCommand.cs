using System.CommandLine;
using System.Text.Json;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Output;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops roles</c> and <c>ops promote</c>: which node of a physical cluster takes writes.</summary>
internal static class RolesCommand
{
    public static Command Show(Option<string> data)
    {
        var command = new Command("roles", "Each physical cluster's primary and role epoch");
        command.SetAction((parsed, cancellation) => AskAsync(parsed.GetValue(data)!, "/roles", cancellation));
        return command;
    }

    public static Command Promote(Option<string> data)
    {
        var node = new Argument<string>("NODE") { Description = "For example c0-b1; its servers have been promoted before" };
        var command = new Command("promote", "Record that a node is its cluster's primary: writers follow") { node };
        command.SetAction((parsed, cancellation) => AskAsync(parsed.GetValue(data)!, $"/promote?node={Uri.EscapeDataString(parsed.GetValue(node)!)}", cancellation));
        return command;
    }

    private static async Task<int> AskAsync(string data, string path, CancellationToken cancellation)
    {
        using var client = new LaptopClient(RunningLaptop.Require(data));
        var answer = await client.ControlAsync(path, cancellation);
        if (!answer.IsSuccess)
        {
            await Console.Error.WriteLineAsync(answer.Problem());
            return CommandRunner.Failed;
        }

        JsonElement[] items = [.. answer.Body.GetProperty("items").EnumerateArray()];
        Table.Write(Console.Out, items, "cluster", "home", "primary", "epoch", "appliedEpoch", "acknowledged");
        return 0;
    }
}
