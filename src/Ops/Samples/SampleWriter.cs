using System.Globalization;

namespace MemberGrains.Ops.Samples;

/// <summary>
/// Writes a sample as it is made: people begin one after the other, their lines are spread over the time after, and
/// only the lines still to come are held.
/// </summary>
internal static class SampleWriter
{
    /// <summary>Writes JSON Lines to <paramref name="lines"/> and what must happen to the special ones to <paramref name="expected"/>.</summary>
    public static SampleSummary Write(long members, ulong seed, TextWriter lines, TextWriter expected)
    {
        var people = new People(seed);
        var waiting = new PriorityQueue<SampleLine, (long Tick, long Sequence)>();
        var special = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long sequence = 0, written = 0, identities = 0;

        void EmitBefore(long tick)
        {
            while (waiting.TryPeek(out var line, out var place) && place.Tick < tick)
            {
                waiting.Dequeue();
                written++;
                lines.Write(line.Json);
                lines.Write('\n');
                if (line.Expected is not { } outcome) continue;
                expected.Write(Describe(written, outcome));
                expected.Write('\n');
                special[outcome.Kind] = special.GetValueOrDefault(outcome.Kind) + 1;
            }
        }

        for (long index = 0; index < members; index++)
        {
            var person = people.At(index);
            EmitBefore(person.Start);
            identities += People.IdentitiesOf(person);
            PersonLines.Write(people, seed, index, person, (tick, line) => waiting.Enqueue(line, (tick, sequence++)));
        }

        EmitBefore(long.MaxValue);
        return new SampleSummary(members, identities, written, special);
    }

    private static string Describe(long line, ExpectedOutcome outcome) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"line":{{line}},"kind":"{{outcome.Kind}}","status":{{outcome.Status}},"code":"{{outcome.Code}}"}""");
}
