using MemberGrains.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Grains and views see ports. What stands behind a port is used by its own room and by those that compose; and a port never
/// names its adapters.
/// </summary>
internal sealed class AdaptersStayInside(IReadOnlyCollection<BuiltRoom> rooms) : IHouseRule
{
    // The gateway composes too, but at its door only: GatewayComposesOnlyAtTheDoor.
    private static readonly string[] Composers = ["Silo", "Gateway", "Local", "Ops", "Migration"];
    private static readonly string[] Owners = ["Storage", "ChangeStream", "ReadModels"];
    private static readonly string[] Adapters = ["Sqlite", "MySql", "RabbitMq", "InProcess", "Elasticsearch", "Redis", "Embedded"];

    public IEnumerable<Violation> Check(House house) => Users().Concat(Ports(house));

    /// <summary>Whether a namespace or type belongs to an adapter of a room other than the one given.</summary>
    public static bool IsForeign(string name, string room) => Owners.Any(owner =>
        owner != room && Adapters.Any(adapter => name == Namespace(owner, adapter) || name.StartsWith(Namespace(owner, adapter) + ".", StringComparison.Ordinal)));

    private static string Namespace(string owner, string adapter) => $"MemberGrains.{owner}.{adapter}";

    private IEnumerable<Violation> Users() =>
        from room in rooms
        where !Composers.Contains(room.Name)
        from type in room.Types
        where IsForeign(type, room.Name)
        select new Violation($"src/{room.Name}", 0, $"code of {room.Name} uses the adapter {type}: use the port");

    private static IEnumerable<Violation> Ports(House house) =>
        from file in house.Code
        where Owners.Any(o => file.IsUnder($"src/{o}/Port"))
        from import in file.Syntax.DescendantNodes().OfType<UsingDirectiveSyntax>()
        let name = import.NamespaceOrType.ToString()
        where IsForeign(name, room: "")
        select file.At(import, $"a port knows no adapter: {name}");
}
