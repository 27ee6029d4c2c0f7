using System.CommandLine;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Output;

namespace MemberGrains.Ops.Commands;

/// <summary><c>verify</c>: do rows, history, search indexes and caches agree?</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var replay = new Option<bool>("--replay") { Description = "Also replay every identity's history from empty and compare it with its row" };
        var command = new Command("verify", "Compare rows, search indexes and caches, and print counts") { replay, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new LaptopClient(RunningLaptop.Require(parsed.GetValue(data)!));
            var answer = await client.ControlAsync(parsed.GetValue(replay) ? "/verify?replay=true" : "/verify", cancellation);
            if (!answer.IsSuccess)
            {
                await Console.Error.WriteLineAsync(answer.Problem());
                return CommandRunner.Failed;
            }

            Table.Write(Console.Out, [.. answer.Body.GetProperty("items").EnumerateArray()], "what", "equal", "missing", "wrong");
            bool agrees = answer.Body.GetProperty("agrees").GetBoolean();
            foreach (var example in answer.Body.GetProperty("examples").EnumerateArray()) Console.WriteLine($"  {example.GetString()}");
            Console.WriteLine(agrees ? "All agree." : "They do not agree.");
            return agrees ? 0 : CommandRunner.Failed;
        });
        return command;
    }
}
