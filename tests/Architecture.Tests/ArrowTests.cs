using MemberGrains.Architecture.Tests.Reading;
using MemberGrains.Architecture.Tests.Rules;

namespace MemberGrains.Architecture.Tests;

public sealed class ArrowTests
{
    [Fact]
    public void Project_files_keep_the_floor_plan() => Keeps.Rule(new ProjectArrows());

    [Fact]
    public void Built_assemblies_keep_the_floor_plan() => Keeps.Rule(new AssemblyArrows(BuiltRoom.All));

    [Fact]
    public void Only_the_gateways_door_composes() => Keeps.Rule(new GatewayComposesOnlyAtTheDoor());

    [Fact]
    public void The_engine_is_named_at_the_switch_only() => Keeps.Rule(new EngineIsNamedAtTheSwitchOnly());

    [Fact]
    public void Adapters_stay_inside_their_room() => Keeps.Rule(new AdaptersStayInside(BuiltRoom.All));

    [Fact]
    public void Redis_is_called_asynchronously() => Keeps.Rule(new RedisIsCalledAsynchronously(BuiltRoom.All));

    [Theory]
    [InlineData("StackExchange.Redis.IDatabase.StringGet")]
    [InlineData("StackExchange.Redis.IServer.Ping")]
    [InlineData("StackExchange.Redis.ConnectionMultiplexer.Connect")]
    [InlineData("StackExchange.Redis.ConnectionMultiplexer.Wait")]
    public void A_synchronous_call_of_redis_is_refused(string member)
    {
        var rooms = new[] { new BuiltRoom("ReadModels", [], []) { Members = ["StackExchange.Redis.IDatabaseAsync.StringGetAsync", member] } };

        Keeps.Refuses(new RedisIsCalledAsynchronously(rooms), House.Of(), "src/ReadModels", member);
    }

    [Theory]
    [InlineData("Storage", "ReadModels")]
    [InlineData("ReadModels", "Storage")]
    [InlineData("Grains", "ReadModels")]
    [InlineData("Gateway", "Storage")]
    [InlineData("Resilience", "Grains.Interfaces")]
    [InlineData("Grains.Interfaces", "Testing")]
    public void A_project_reference_against_the_plan_is_refused(string from, string to)
    {
        var house = House.Of(Project(from, $"""<ProjectReference Include="../{to}/{to}.csproj" />"""));

        Keeps.Refuses(new ProjectArrows(), house, $"src/{from}/{from}.csproj", $"may not see {to}");
    }

    [Theory]
    [InlineData("Grains", "MySqlConnector")]
    [InlineData("Grains", "RabbitMQ.Client")]
    [InlineData("Grains", "StackExchange.Redis")]
    [InlineData("Grains", "NEST")]
    [InlineData("Grains", "Microsoft.Data.Sqlite.Core")]
    [InlineData("ReadModels", "MySql.Data")]
    [InlineData("Gateway", "StackExchange.Redis")]
    public void A_package_of_another_room_is_refused(string room, string package)
    {
        var house = House.Of(Project(room, $"""<PackageReference Include="{package}" />"""));

        Keeps.Refuses(new ProjectArrows(), house, $"src/{room}/{room}.csproj", $"may not use {package}");
    }

    [Fact]
    public void A_room_that_is_not_in_the_plan_is_refused() =>
        Keeps.Refuses(new ProjectArrows(), House.Of(Project("Attic", "")), "src/Attic/Attic.csproj", "not in the floor plan");

    [Theory]
    [InlineData("MemberGrains.ReadModels", "uses ReadModels")]
    [InlineData("Microsoft.Data.Sqlite", "uses Microsoft.Data.Sqlite")]
    public void A_reference_that_only_the_metadata_shows_is_refused(string assembly, string reason)
    {
        var rooms = new[] { new BuiltRoom("Grains", ["System.Runtime", "MemberGrains.Storage", assembly], []) };

        Keeps.Refuses(new AssemblyArrows(rooms), House.Of(), "src/Grains", reason);
    }

    [Fact]
    public void A_room_whose_metadata_nobody_reads_is_refused() =>
        Keeps.Refuses(new AssemblyArrows([]), House.Of(Project("Storage", "")), "src/Storage/Storage.csproj", "is not read");

    [Fact]
    public void An_endpoint_that_composes_is_refused()
    {
        var house = House.Of(
            ("src/Gateway/Program.cs", "using MemberGrains.ChangeStream;"),
            ("src/Gateway/Members/MemberEndpoints.cs", "using MemberGrains.ChangeStream;"));

        Keeps.Refuses(new GatewayComposesOnlyAtTheDoor(), house, "src/Gateway/Members/MemberEndpoints.cs", "only Program and Config");
    }

    [Theory]
    [InlineData("Grains", "MemberGrains.Storage.Sqlite.SqliteBackend")]
    [InlineData("Storage", "MemberGrains.ChangeStream.InProcess.InProcessBroker")]
    public void An_adapter_that_is_seen_outside_its_room_is_refused(string room, string type)
    {
        var rooms = new[] { new BuiltRoom(room, [], ["System.Object", "MemberGrains.Storage.Port.IIdentityRecord", type]) };

        Keeps.Refuses(new AdaptersStayInside(rooms), House.Of(), $"src/{room}", type);
    }

    [Fact]
    public void A_room_sees_its_own_adapters_and_those_that_compose_see_all() => Keeps.Rule(new AdaptersStayInside(
    [
        new BuiltRoom("Storage", [], ["MemberGrains.Storage.Sqlite.SqliteBackend"]),
        new BuiltRoom("Silo", [], ["MemberGrains.Storage.Sqlite.SqliteBackend"]),
    ]), House.Of());

    [Fact]
    public void A_port_that_names_an_adapter_is_refused() => Keeps.Refuses(
        new AdaptersStayInside([]), House.Of(("src/Storage/Port/A.cs", "using MemberGrains.Storage.MySql;")), "src/Storage/Port/A.cs", "a port knows no adapter");

    [Fact]
    public void Naming_the_engine_outside_the_switch_is_refused()
    {
        var house = House.Of(
            ("src/Motor/Motor.csproj", "<Project><PropertyGroup><EmbeddedEngineOnly>true</EmbeddedEngineOnly></PropertyGroup></Project>"),
            ("src/Silo/SiloHost.Embedded.cs", "using MemberGrains.Motor;"),
            ("eng/GrainEngine.targets", "<Project><!-- Motor --></Project>"),
            ("src/Silo/SiloHost.cs", "using MemberGrains.Motor;"));

        Keeps.Refuses(new EngineIsNamedAtTheSwitchOnly(), house, "src/Silo/SiloHost.cs", "names Motor");
    }

    private static (string Path, string Text) Project(string name, string items) =>
        ($"src/{name}/{name}.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{items}</ItemGroup></Project>""");
}
