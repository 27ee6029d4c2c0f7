using System.Diagnostics;

namespace MemberGrains.Conformance.Engine;

/// <summary>Waits for what a cluster does in its own time.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks again and again, so that the test goes on as soon as it is true.</summary>
    public static async Task Until(Func<Task<bool>> isTrue, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await isTrue())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"waited {Patience} for: {what}");
            await Task.Delay(20);
        }
    }

    public static Task UntilLogged(IProbeGrain grain, string entry) =>
        Until(async () => (await grain.Log()).Contains(entry), $"the log entry '{entry}'");
}
