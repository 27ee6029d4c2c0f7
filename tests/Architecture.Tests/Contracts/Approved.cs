namespace MemberGrains.Architecture.Tests.Contracts;

/// <summary>
/// A text that only changes on purpose. Run the tests with <c>MEMBERGRAINS_APPROVE=1</c> to accept what they found, then
/// look at the diff of the approved file: it is what a reviewer decides on.
/// </summary>
internal static class Approved
{
    public const string Switch = "MEMBERGRAINS_APPROVE";

    public static void Matches(string path, string text, bool approve)
    {
        if (approve)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (Difference(approved, text) is { } difference)
        {
            Assert.Fail($"{Path.GetFileName(path)} is not what was approved.\n{difference}\n"
                + $"If this is meant, run the tests again with {Switch}=1 and commit the file.");
        }
    }

    public static void Matches(string path, string text) =>
        Matches(path, text, Environment.GetEnvironmentVariable(Switch) == "1");

    private static string? Difference(string approved, string text)
    {
        if (approved == text)
            return null;
        string[] before = approved.Split('\n'), after = text.Split('\n');
        return string.Join('\n', before.Except(after).Select(l => "- " + l).Concat(after.Except(before).Select(l => "+ " + l)).DefaultIfEmpty("(order or number of lines)"));
    }
}
