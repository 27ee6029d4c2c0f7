using System.CommandLine;
using System.Text.Json;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Output;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops</c>: what an operator asks of the running cluster and tells it.</summary>
internal static class OperatorCommands
{
    public static Command Create()
    {
        var data = DataOption.Create();
        data.Recursive = true;
        var slot = new Argument<int>("SLOT") { Description = "0 to 1023" };
        var identity = new Argument<string>("KIND:VALUE") { Description = "An identity" };
        return new Command("ops", "Look at the running cluster and run it")
        {
            data,
            Show(data, "silos", "Every silo, its center and state", "/ops/v1/silos", "id", "center", "state", "activations", "since"),
            Show(data, "operations", "Operations that are not finished", "/ops/v1/operations?state=pending", "operationId", "type", "phase", "age", "coordinator", "participants"),
            Show(data, "read-models", "Every read model and how far behind it is", "/ops/v1/read-models", "center", "name", "state", "lagEvents", "lag"),
            DrainCommand.Create(data),
            RolesCommand.Show(data),
            RolesCommand.Promote(data),
            One(data, "slots", "Where a slot lives", slot, parsed => $"/ops/v1/slots/{parsed.GetValue(slot)}"),
            One(data, "place", "Where an identity lives", identity, parsed => IdentityPath.Of(parsed.GetValue(identity)!, "place")),
            OperationCommand.Create(data),
            QuarantineCommand.Create(data, "quarantine", "Hold an identity: its member takes part in no command"),
            QuarantineCommand.Create(data, "release", "Release an identity"),
            CentersCommand.Create(data),
            DeadLettersCommand.Create(data),
            SearchCommand.Create(data),
        };
    }

    /// <summary>Runs one question against the cluster and prints its answer, or its problem.</summary>
    public static async Task<int> AskAsync(string data, HttpMethod method, string path, byte[]? body, Action<JsonElement> print, CancellationToken cancellation)
    {
        using var client = new LaptopClient(RunningLaptop.Require(data));
        var answer = await client.GatewayAsync(method, path, body, cancellation);
        if (!answer.IsSuccess)
        {
            await Console.Error.WriteLineAsync(answer.Problem());
            return CommandRunner.Failed;
        }

        print(answer.Body);
        return 0;
    }

    private static Command Show(Option<string> data, string name, string description, string path, params string[] columns)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellation) => AskAsync(
            parsed.GetValue(data)!,
            HttpMethod.Get,
            path,
            null,
            body =>
            {
                JsonElement[] items = [.. body.GetProperty("items").EnumerateArray()];
                Table.Write(Console.Out, items, columns);
                if (items.Length == 0) Console.WriteLine("(none)");
            },
            cancellation));
        return command;
    }

    private static Command One(Option<string> data, string name, string description, Argument argument, Func<ParseResult, string> path)
    {
        var command = new Command(name, description) { argument };
        command.SetAction((parsed, cancellation) => AskAsync(
            parsed.GetValue(data)!,
            HttpMethod.Get,
            path(parsed),
            null,
            body => Table.Write(Console.Out, [body], "slot", "cluster", "table", "homeCenter", "silo"),
            cancellation));
        return command;
    }
}
