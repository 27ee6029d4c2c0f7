using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>A project of src references only the rooms and packages that the floor plan gives it.</summary>
internal sealed class ProjectArrows : IHouseRule
{
    public IEnumerable<Violation> Check(House house) => house.Projects
        .Where(p => p.IsSource && !p.IsEmbeddedOnly)
        .SelectMany(Check);

    private static IEnumerable<Violation> Check(ProjectFile project)
    {
        if (!FloorPlan.Arrows.TryGetValue(project.Name, out var allowed))
        {
            yield return new(project.Path, 0, $"{project.Name} is not in the floor plan: give it its arrows in FloorPlan.cs");
            yield break;
        }

        foreach (var room in project.References.Except(allowed))
            yield return new(project.Path, 0, $"{project.Name} may not see {room}: allowed are {string.Join(", ", allowed)}");

        foreach (var package in project.Packages)
        {
            if (FloorPlan.OwnersOf(package) is { } owners && !owners.Contains(project.Name))
                yield return new(project.Path, 0, $"{project.Name} may not use {package}: it belongs to {string.Join(", ", owners)}");
        }
    }
}
