using System.CommandLine;
using System.Text.Json;
using MemberGrains.Ops.Json;
using MemberGrains.Ops.Laptop;

namespace MemberGrains.Ops.Commands;

/// <summary><c>ops drain</c>: silos give their grains away and stop, one after the other, and the command sees it through.</summary>
internal static class DrainCommand
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _atMost = TimeSpan.FromMinutes(2);

    public static Command Create(Option<string> data)
    {
        var silo = new Argument<string?>("SILO") { Description = "Its id, for example a1", Arity = ArgumentArity.ZeroOrOne };
        var center = new Option<string?>("--center") { Description = "Every silo of a center", HelpName = "a|b" };
        center.AcceptOnlyFromAmong("a", "b");
        var force = new Option<bool>("--force") { Description = "Even the last active silo" };
        var command = new Command("drain", "Drain one silo, or a center") { silo, center, force };
        command.Validators.Add(result =>
        {
            if (result.GetValue(silo) is null == result.GetValue(center) is null) result.AddError("Name a silo, or a center with --center.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = new LaptopClient(RunningLaptop.Require(parsed.GetValue(data)!));
            IReadOnlyList<string> silos = parsed.GetValue(silo) is { } named
                ? [named]
                : [.. (await SilosAsync(client, cancellation)).Where(item => Is(item, "center", parsed.GetValue(center)!) && Is(item, "state", "active")).Select(item => item.GetProperty("id").GetString()!)];
            if (silos.Count == 0) Console.WriteLine("No active silo there.");
            foreach (string id in silos)
            {
                if (!await DrainAsync(client, id, parsed.GetValue(force), cancellation)) return CommandRunner.Failed;
            }

            return 0;
        });
        return command;
    }

    private static async Task<bool> DrainAsync(LaptopClient client, string id, bool force, CancellationToken cancellation)
    {
        byte[]? body = force ? JsonBody.Of(writer => writer.WriteBoolean("force"u8, true)) : null;
        var answer = await client.GatewayAsync(HttpMethod.Post, $"/ops/v1/silos/{Uri.EscapeDataString(id)}:drain", body, cancellation);
        if (!answer.IsSuccess)
        {
            await Console.Error.WriteLineAsync($"{id}: {answer.Problem()}");
            return false;
        }

        Console.WriteLine($"{id}: draining {answer.Body.GetProperty("activations")} activations");
        long began = TimeProvider.System.GetTimestamp();
        string? unseen = null;
        while (TimeProvider.System.GetElapsedTime(began) < _atMost)
        {
            try
            {
                if (await IsGoneAsync(client, id, cancellation))
                {
                    Console.WriteLine($"{id}: stopped after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:N1} s");
                    return true;
                }

                unseen = null;
            }
            catch (HttpRequestException fault)
            {
                // A silo on its way out answers late, or not any more. The drain goes on, whether it is seen or not.
                unseen = $" The last look failed: {fault.Message}";
            }

            await Task.Delay(_lookEvery, TimeProvider.System, cancellation);
        }

        await Console.Error.WriteLineAsync($"{id}: still draining after {_atMost.TotalMinutes:N0} minutes; see ./dev ops silos.{unseen}");
        return false;
    }

    private static async Task<bool> IsGoneAsync(LaptopClient client, string id, CancellationToken cancellation) =>
        (await SilosAsync(client, cancellation)).Any(item => Is(item, "id", id) && (Is(item, "state", "stopped") || Is(item, "state", "dead")));

    private static async Task<IReadOnlyList<JsonElement>> SilosAsync(LaptopClient client, CancellationToken cancellation)
    {
        var answer = await client.GatewayAsync(HttpMethod.Get, "/ops/v1/silos", null, cancellation);
        return answer.IsSuccess ? [.. answer.Body.GetProperty("items").EnumerateArray()] : throw new HttpRequestException(answer.Problem());
    }

    private static bool Is(JsonElement item, string property, string value) => item.GetProperty(property).GetString() == value;
}
