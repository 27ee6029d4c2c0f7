using System.CommandLine;
using System.Text.Json;
using MemberGrains.Ops.Laptop;
using MemberGrains.Ops.Output;
using MemberGrains.Ops.Records;
using MemberGrains.Storage.Sqlite;

namespace MemberGrains.Ops.Commands;

/// <summary><c>verify</c>: do rows, history, search indexes and caches agree?</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var replay = new Option<bool>("--replay") { Description = "Also replay every identity's history from empty and compare it with its row, byte for byte" };
        var command = new Command("verify", "Compare rows, search indexes and caches, and print counts; of a stopped cluster the rows alone") { replay, data };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(replay), cancellation));
        return command;
    }

    /// <summary>Asks the cluster that runs on the directory; if none does, reads the directory's files.</summary>
    public static async Task<int> RunAsync(string data, bool replay, CancellationToken cancellation)
    {
        if (RunningLaptop.Find(data) is not { } running)
        {
            if (!StoppedRecord.IsIn(data)) RunningLaptop.Require(data);
            return await OfFilesAsync(data, replay, cancellation);
        }

        try
        {
            return await OfRunningAsync(running, replay, cancellation);
        }
        catch (HttpRequestException) when (StoppedRecord.IsIn(data))
        {
            // Its file stays behind a kill.
            return await OfFilesAsync(data, replay, cancellation);
        }
    }

    private static async Task<int> OfRunningAsync(LaptopFile running, bool replay, CancellationToken cancellation)
    {
        using var client = new LaptopClient(running);
        var answer = await client.ControlAsync(replay ? "/verify?replay=true" : "/verify", cancellation);
        if (answer.IsSuccess) return Print(answer.Body);
        await Console.Error.WriteLineAsync(answer.Problem());
        return CommandRunner.Failed;
    }

    private static async Task<int> OfFilesAsync(string data, bool replay, CancellationToken cancellation)
    {
        try
        {
            var answer = await StoppedRecord.VerifyAsync(data, replay, cancellation);
            Console.WriteLine($"Nothing runs on {Path.GetFullPath(data)}: its files were read. Search indexes and caches live in a running cluster.");
            return Print(answer);
        }
        catch (DirectoryInUseException fault)
        {
            throw new NotRunningException($"The cluster does not answer. {fault.Message}");
        }
    }

    private static int Print(JsonElement answer)
    {
        Table.Write(Console.Out, [.. answer.GetProperty("items").EnumerateArray()], "what", "equal", "missing", "wrong");
        bool agrees = answer.GetProperty("agrees").GetBoolean();
        foreach (var example in answer.GetProperty("examples").EnumerateArray()) Console.WriteLine($"  {example.GetString()}");
        Console.WriteLine(agrees ? "All agree." : "They do not agree.");
        return agrees ? 0 : CommandRunner.Failed;
    }
}
