using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>Callers, half of them at each gateway, who send one command after the other until the process dies.</summary>
/// <param name="patience">How long a caller goes on asking what became of a command.</param>
internal sealed class Crowd(CommandMix mix, Ledger ledger, TimeSpan patience, int callers)
{
    private const int PatientMs = 10_000;

    /// <summary>Before a caller asks again, or for something else after a refusal, which may come at once.</summary>
    private static readonly TimeSpan _retryAfter = TimeSpan.FromMilliseconds(100);

    private readonly Random[] _random = [.. Enumerable.Range(0, callers).Select(caller => new Random(caller))];

    /// <summary>Ends when every caller has lost its connection, or has its last answer after it was told that it is enough.</summary>
    public Task SendUntilKilledAsync(Laptop laptop, CancellationToken enough = default) => Task.WhenAll(_random.Select((random, caller) => Task.Run(async () =>
    {
        while (!enough.IsCancellationRequested && await ToItsEndAsync(laptop, caller % 2 == 0, mix.Next(random), impatient: random.Next(20) == 0))
        {
        }
    })));

    /// <summary>Repeats what was on its way when the process died, at the one gateway or the other; how many there were.</summary>
    public async Task<int> LearnUnknownAsync(Laptop laptop)
    {
        int count = 0;
        while (ledger.TakeUnknown(out var command))
        {
            Assert.True(await ToItsEndAsync(laptop, count++ % 2 == 0, command, impatient: false, unknown: true), "The process went away by itself.");
        }

        return count;
    }

    /// <summary>Sends it, again where its fate is unknown, until it has its final answer; false if the process died.</summary>
    /// <param name="impatient">Whether the first try is likely to end in a time-out.</param>
    /// <param name="unknown">Whether it may have been done already: then a refusal says nothing of it.</param>
    private async Task<bool> ToItsEndAsync(Laptop laptop, bool toA, SentCommand command, bool impatient, bool unknown = false)
    {
        ledger.Sending(command);
        long began = TimeProvider.System.GetTimestamp();
        for (int i = 0; TimeProvider.System.GetElapsedTime(began) < patience; i++)
        {
            if (i > 1) await Task.Delay(_retryAfter);
            GatewayAnswer answer;
            try
            {
                answer = await command.SendAsync(laptop, toA, impatient && i == 0 ? 10 : PatientMs);
            }
            catch (HttpRequestException)
            {
                ledger.Unknown(command);
                return false;
            }

            if (answer.Status == 504)
            {
                unknown = true;
                continue;
            }

            if (answer.Status == 503)
            {
                // It promises that nothing changed; of this try, so what an earlier one did is still to be learnt.
                if (unknown) continue;
                ledger.Refuse(command);
                await Task.Delay(_retryAfter);
                return true;
            }

            Assert.True(answer.Status is 200 or 201 or 404 or 409 or 423, $"{command.Path} {command.Body}: {answer.Status} {answer.Text}");
            ledger.Acknowledge(Acknowledged.Of(command, answer));
            return true;
        }

        throw new InvalidOperationException($"No answer to {command.Path} {command.Body} within {patience}.");
    }
}
