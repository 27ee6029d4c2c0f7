using System.CommandLine;
using MemberGrains.Ops.Laptop;

namespace MemberGrains.Ops.Commands;

/// <summary><c>rebuild</c>: the running cluster makes its read models anew from the shards.</summary>
internal static class RebuildCommand
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var data = DataOption.Create();
        var command = new Command("rebuild", "Make the read models anew from the shards") { data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new LaptopClient(RunningLaptop.Require(parsed.GetValue(data)!));
            var rebuild = client.ControlAsync("/rebuild", cancellation);
            while (await Task.WhenAny(rebuild, Task.Delay(_lookEvery, TimeProvider.System, cancellation)) != rebuild)
            {
                var progress = await client.ControlAsync("/progress", cancellation);
                await Console.Error.WriteLineAsync($"{progress.Body.GetProperty("identities").GetInt64():N0} of {progress.Body.GetProperty("of").GetInt64():N0} identities");
            }

            var answer = await rebuild;
            if (!answer.IsSuccess)
            {
                await Console.Error.WriteLineAsync(answer.Problem());
                return CommandRunner.Failed;
            }

            Console.WriteLine($"Rebuilt: {answer.Body.GetProperty("identities").GetInt64():N0} identity and {answer.Body.GetProperty("members").GetInt64():N0} member documents in each index, in {answer.Body.GetProperty("seconds")} s.");
            return 0;
        });
        return command;
    }
}
