using System.Text.Json;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>The solution holds every project; the filter for the Orleans build holds all but the embedded-only ones.</summary>
internal sealed class SolutionIsComplete : IHouseRule
{
    private const string Solution = "MemberGrains.sln";
    private const string Filter = "MemberGrains.Orleans.slnf";

    public IEnumerable<Violation> Check(House house)
    {
        var solution = (house.Find(Solution)?.Text ?? "").Replace('\\', '/');
        foreach (var project in house.Projects.Where(p => !solution.Contains($"\"{p.Path}\"", StringComparison.Ordinal)))
            yield return new(Solution, 0, $"{project.Path} is missing: dotnet sln add {project.Path}");

        var filtered = Filtered(house).ToHashSet();
        foreach (var project in house.Projects)
        {
            if (project.IsEmbeddedOnly == filtered.Contains(project.Path))
                yield return new(Filter, 0, $"{(project.IsEmbeddedOnly ? "take out" : "add")} {project.Path.Replace("/", @"\\")}");
        }

        foreach (var gone in filtered.Where(path => house.Projects.All(p => p.Path != path)))
            yield return new(Filter, 0, $"{gone} does not exist");
    }

    private static IEnumerable<string> Filtered(House house)
    {
        if (house.Find(Filter) is not { } file)
            return [];
        using var json = JsonDocument.Parse(file.Text);
        return [.. json.RootElement.GetProperty("solution").GetProperty("projects").EnumerateArray().Select(p => p.GetString()!.Replace('\\', '/'))];
    }
}
