using System.Diagnostics;
using System.Globalization;

namespace MemberGrains.Storage.Crash;

/// <summary>Ends this process as a power switch would: no handler runs, nothing is flushed.</summary>
internal static class KillPoint
{
    public const string Variable = "RECORD_KILL_AT";

    /// <summary>The probe that the variable asks for; null if it is not set.</summary>
    public static Action<TStep>? FromEnvironment<TStep>()
        where TStep : struct, Enum
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text) return null;
        string[] parts = text.Split(':');
        var at = Enum.Parse<TStep>(parts[0]);
        int left = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return step =>
        {
            if (!step.Equals(at) || Interlocked.Decrement(ref left) != 0) return;
            var self = Process.GetCurrentProcess();
            self.Kill();
            self.WaitForExit();
        };
    }
}
