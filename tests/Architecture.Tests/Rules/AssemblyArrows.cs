using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// The same floor plan, held against what the compiler really emitted: references that come in transitively do not show
/// in a project file. The assembly of the engine is let through, because the Orleans API lives in it; its own namespace is
/// <see cref="EngineIsNamedAtTheSwitchOnly"/>'s business.
/// </summary>
internal sealed class AssemblyArrows(IReadOnlyCollection<BuiltRoom> rooms) : IHouseRule
{
    public IEnumerable<Violation> Check(House house)
    {
        var engines = house.Projects.Where(p => p.IsSource && p.IsEmbeddedOnly).Select(p => p.Name).ToList();
        foreach (var room in rooms)
        {
            var path = $"src/{room.Name}";
            if (!FloorPlan.Arrows.TryGetValue(room.Name, out var allowed))
            {
                yield return new(path, 0, $"{room.Name} is not in the floor plan: give it its arrows in FloorPlan.cs");
                continue;
            }

            foreach (var seen in room.Rooms.Except(allowed).Except(engines))
                yield return new(path, 0, $"code of {room.Name} uses {seen}: allowed are {string.Join(", ", allowed)}");

            foreach (var assembly in room.References)
            {
                if (FloorPlan.OwnersOf(assembly) is { } owners && !owners.Contains(room.Name))
                    yield return new(path, 0, $"code of {room.Name} uses {assembly}: it belongs to {string.Join(", ", owners)}");
            }
        }

        foreach (var unread in house.Projects.Where(p => p.IsSource && !p.IsEmbeddedOnly && rooms.All(r => r.Name != p.Name)))
            yield return new(unread.Path, 0, $"the metadata of {unread.Name} is not read: list it in Architecture.Tests.csproj");
    }
}
