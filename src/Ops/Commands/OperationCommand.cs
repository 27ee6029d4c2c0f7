using System.CommandLine;
using System.Text.Json;
using MemberGrains.Ops.Output;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops operation</c>: what one operation did, or is doing, to whom.</summary>
internal static class OperationCommand
{
    public static Command Create(Option<string> data)
    {
        var id = new Argument<string>("ID") { Description = "An operation id, as commands and histories show it" };
        var command = new Command("operation", "What one operation did") { id };
        command.SetAction((parsed, cancellation) => OperatorCommands.AskAsync(
            parsed.GetValue(data)!,
            HttpMethod.Get,
            $"/ops/v1/operations/{Uri.EscapeDataString(parsed.GetValue(id)!)}",
            null,
            Print,
            cancellation));
        return command;
    }

    private static void Print(JsonElement operation)
    {
        Table.Write(Console.Out, [operation], "operationId", "type", "phase", "at", "caller", "app", "reason");
        foreach (var participant in operation.GetProperty("participants").EnumerateArray())
        {
            Console.WriteLine();
            Console.WriteLine($"{participant.GetProperty("identity").GetString()} version {participant.GetProperty("version")}");
            Console.WriteLine($"  before  {State(participant.GetProperty("before"))}");
            Console.WriteLine($"  after   {State(participant.GetProperty("after"))}");
        }
    }

    private static string State(JsonElement state) => state.ValueKind == JsonValueKind.Null
        ? "not registered"
        : $"{state.GetProperty("memberId").GetString()}: {string.Join(' ', state.GetProperty("identities").EnumerateArray().Select(identity => identity.GetString()))}";
}
