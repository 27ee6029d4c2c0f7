using System.CommandLine;
using System.Text;
using MemberGrains.Ops.Samples;

namespace MemberGrains.Ops.Commands;

/// <summary><c>sample</c>: a realistic load file, and beside it what must happen to its special lines.</summary>
internal static class SampleCommand
{
    private const long MostMembers = 10_000_000;

    public static Command Create()
    {
        var members = new Option<long>("--members") { Description = "How many people", HelpName = "N", DefaultValueFactory = _ => 1000 };
        members.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1 or > MostMembers) result.AddError($"--members is 1 to {MostMembers}.");
        });
        var seed = new Option<ulong>("--seed") { Description = "Same seed, same bytes", HelpName = "S", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--out") { Description = "File to write (default sample-N-S.jsonl)", HelpName = "FILE" };
        var command = new Command("sample", "Write a realistic load file with dirty, repeated and conflicting lines") { members, seed, output };
        command.SetAction(parsed => Write(
            parsed.GetValue(members),
            parsed.GetValue(seed),
            parsed.GetValue(output) ?? $"sample-{parsed.GetValue(members)}-{parsed.GetValue(seed)}.jsonl"));
        return command;
    }

    private static int Write(long members, ulong seed, string file)
    {
        string expectedFile = $"{file}.expected.jsonl";
        SampleSummary summary;
        using (var lines = Open(file))
        using (var expected = Open(expectedFile))
        {
            summary = SampleWriter.Write(members, seed, lines, expected);
        }

        Console.WriteLine($"{file}: {summary.Lines:N0} lines about {summary.Members:N0} members with {summary.Identities:N0} identities");
        Console.WriteLine($"{expectedFile}: what must happen to the {summary.Special.Values.Sum():N0} special lines");
        foreach (var (kind, count) in summary.Special) Console.WriteLine($"  {kind,-24}{count,10:N0}");
        return 0;
    }

    private static StreamWriter Open(string file) => new(file, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
}
