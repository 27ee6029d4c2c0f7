namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>
/// Which room may see which. Arrows point down the data's way and to leaves; docs/architecture.md has the picture.
/// The engine is not in the plan: it is no room of the product but one supplier of the Orleans API, and comes in through
/// the engine switch only.
/// </summary>
internal static class FloorPlan
{
    private static readonly string[] EveryRoom =
        ["Grains.Interfaces", "Resilience", "ChangeStream", "Storage", "ReadModels", "Grains", "Gateway", "Silo"];

    /// <summary>Room to the rooms it may see. A room that is not listed must be added here, on purpose.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["Grains.Interfaces"] = [],
        ["Resilience"] = [],
        ["ChangeStream"] = ["Grains.Interfaces", "Resilience"],
        ["Storage"] = ["ChangeStream", "Grains.Interfaces", "Resilience"],
        ["ReadModels"] = ["ChangeStream", "Grains.Interfaces", "Resilience"],
        ["Grains"] = ["Grains.Interfaces", "Storage", "Resilience"],
        // ChangeStream: for the composition in Program and Config only, see GatewayComposesOnlyAtTheDoor.
        ["Gateway"] = ["Grains.Interfaces", "ReadModels", "Resilience", "ChangeStream"],
        // Those that compose may see what they compose.
        ["Silo"] = ["Grains.Interfaces", "Resilience", "ChangeStream", "Storage", "ReadModels", "Grains"],
        ["Local"] = EveryRoom,
        ["Ops"] = EveryRoom,
        ["Migration"] = EveryRoom,
    };

    /// <summary>Packages that belong to one room; named by their assembly or package prefix.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Owners = new Dictionary<string, string[]>
    {
        ["Microsoft.Data.Sqlite"] = ["Storage"],
        ["SQLitePCLRaw"] = ["Storage"],
        ["MySql"] = ["Storage"],
        ["Microsoft.Data.SqlClient"] = ["Migration"],
        ["RabbitMQ"] = ["ChangeStream"],
        ["StackExchange.Redis"] = ["ReadModels"],
        ["NEST"] = ["ReadModels"],
        ["Nest"] = ["ReadModels"],
        ["Elasticsearch"] = ["ReadModels"],
        ["Elastic"] = ["ReadModels"],
    };

    /// <summary>The rooms that may use a package or assembly; null when any may.</summary>
    public static string[]? OwnersOf(string package) => Owners
        .Where(o => package == o.Key || package.StartsWith(o.Key + ".", StringComparison.Ordinal) || (o.Key == "MySql" && package.StartsWith(o.Key, StringComparison.Ordinal)))
        .Select(o => o.Value)
        .FirstOrDefault();
}
