using MemberGrains.E2E.Tests.Running;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>Every acknowledged command again: the same answer, from the other gateway too.</summary>
internal static class Replays
{
    private const int AtOnce = 16;
    private const int PatientMs = 10_000;

    public static async Task AllTheSameAsync(Laptop laptop, IReadOnlyList<Acknowledged> acknowledged)
    {
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(caller => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < acknowledged.Count;) await TheSameAsync(laptop, caller % 2 == 0, acknowledged[i]);
        })));
    }

    private static async Task TheSameAsync(Laptop laptop, bool toA, Acknowledged known)
    {
        var again = await known.Command.SendAsync(laptop, toA, PatientMs);
        string said = $"{known.Command.Path} {known.Command.Body}: {known.Status}, then {again.Status} {again.Text}";
        if (known.Command.Key is null)
        {
            // Registering is idempotent by nature: it is there, and nothing changes.
            Assert.True(again.Status == 200, said);
            return;
        }

        Assert.True(again.Status == known.Status && again.Bytes.AsSpan().SequenceEqual(known.Answer), said);
        Assert.True(again.Headers.TryGetValue("Idempotent-Replay", out string? replay) && replay == "true", said);
    }
}
