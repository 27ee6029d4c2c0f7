using System.Text;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Simulation.Workload;

namespace MemberGrains.Simulation.Checks;

/// <summary>P5: every answer under a key is the first one again, byte for byte, and the key with another body is refused.</summary>
public static class IdempotencyCheck
{
    /// <summary>Keys whose answers differ.</summary>
    public static IEnumerable<Violation> Check(Evidence evidence)
    {
        foreach (var command in evidence.Commands.Where(command => command.Key is not null && !IsUnrecorded(command)))
        {
            var answered = command.Attempts.Where(attempt => attempt.Answer is not null && !attempt.IsMisuse).ToList();
            foreach (var attempt in answered.Where(attempt => !Same(attempt.Answer!, answered[0].Answer!)))
                yield return Broken(command, $"{command} was answered {Show(answered[0].Answer!)} and then {Show(attempt.Answer!)}.");
            int original = answered.Count(attempt => !attempt.Answer!.Replayed);
            if (original > 1) yield return Broken(command, $"{command} was carried out for {original} answers.");
            foreach (var attempt in command.Attempts)
            {
                if (attempt.IsMisuse && attempt.Answer is not null) yield return Broken(command, $"The key of {command} was answered for another body: {Show(attempt.Answer)}.");
                if (!attempt.IsMisuse && attempt.Reply is CommandReply.KeyReused) yield return Broken(command, $"{command} was refused as another body under its key.");
            }
        }
    }

    /// <summary>That an operation never was is not kept under a key.</summary>
    private static bool IsUnrecorded(Command command) => command.Attempts.Any(attempt => attempt.Answer is { Outcome: CommandOutcome.OperationUnknown, Replayed: false });

    private static bool Same(CommandReply.Answered one, CommandReply.Answered other) =>
        one.Outcome == other.Outcome && one.Body.AsSpan().SequenceEqual(other.Body.AsSpan()) && one.Versions.AsSpan().SequenceEqual(other.Versions.AsSpan());

    private static string Show(CommandReply.Answered answer) => $"{answer.Outcome} {Encoding.UTF8.GetString(answer.Body.AsSpan())}";

    private static Violation Broken(Command command, string text) => new(Promises.Idempotent, text, [command.Request.First]);
}
