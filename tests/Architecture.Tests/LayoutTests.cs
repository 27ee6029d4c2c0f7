using MemberGrains.Architecture.Tests.Reading;
using MemberGrains.Architecture.Tests.Rules;

namespace MemberGrains.Architecture.Tests;

public sealed class LayoutTests
{
    private const string EmbeddedOnly = "<Project><PropertyGroup><EmbeddedEngineOnly>true</EmbeddedEngineOnly></PropertyGroup></Project>";

    [Fact]
    public void The_top_level_is_the_cards() => Keeps.Rule(new TopLevel());

    [Fact]
    public void The_solution_and_its_Orleans_filter_are_complete() => Keeps.Rule(new SolutionIsComplete());

    [Fact]
    public void Package_versions_stand_in_one_place() => Keeps.Rule(new PackageVersionsInOnePlace());

    [Fact]
    public void The_ten_packages_of_the_card_are_versioned() => Keeps.Rule(new CardPackages());

    [Fact]
    public void Links_and_paths_in_documents_lead_somewhere() => Keeps.Rule(new DocumentLinksResolve());

    [Fact]
    public void Tests_named_in_documents_exist() => Keeps.Rule(new NamedTestsExist());

    [Fact]
    public void A_test_that_is_named_and_not_there_is_refused() => Keeps.Refuses(
        new NamedTestsExist(),
        House.Of(("docs/traps.md", "`DoorTests.It_opens` and `DoorTests.It_closes`"), ("tests/Gateway.Tests/DoorTests.cs", "public void It_opens() { }")),
        "docs/traps.md",
        "there is no test DoorTests.It_closes");

    [Theory]
    [InlineData("see [rules](rules.md#one)", "docs/rules.md leads nowhere")]
    [InlineData("see [code](../src/Silo)", "src/Silo leads nowhere")]
    [InlineData("see `src/Silo/Program.cs`", "there is no src/Silo/Program.cs")]
    public void A_document_that_leads_nowhere_is_refused(string text, string reason) =>
        Keeps.Refuses(new DocumentLinksResolve(), House.Of(("docs/README.md", text)), "docs/README.md", reason);

    [Fact]
    public void A_document_that_nobody_finds_is_refused() => Keeps.Refuses(
        new DocumentLinksResolve(), House.Of(("docs/README.md", "[a](a.md) [site](https://example.org)"), ("docs/a.md", ""), ("docs/b.md", "")), "docs/b.md", "list it");

    [Fact]
    public void A_missing_top_level_is_refused_piece_by_piece()
    {
        var missing = new TopLevel().Check(House.Of()).Select(v => v.Path);

        Assert.Equal(["src/Silo", "src/Grains", "src/Grains.Interfaces", "src/Gateway", "tests", "README.md", "MemberGrains.sln"], missing);
    }

    [Fact]
    public void A_note_at_the_root_is_refused()
    {
        var notes = new TopLevel().Check(House.Of(("PLAN.md", ""), ("README.md", ""))).Select(v => v.Path);

        Assert.Contains("PLAN.md", notes);
        Assert.DoesNotContain("README.md", notes);
    }

    [Fact]
    public void A_project_outside_the_solution_is_refused()
    {
        var house = House.Of(("bench/Bench.csproj", "<Project />"), Filter("bench/Bench.csproj"), ("MemberGrains.sln", ""));

        Keeps.Refuses(new SolutionIsComplete(), house, "MemberGrains.sln", "bench/Bench.csproj is missing");
    }

    [Theory]
    [InlineData("<Project />", "", "add src")]
    [InlineData(EmbeddedOnly, "src/A/A.csproj", "take out src")]
    public void A_filter_that_builds_too_little_or_too_much_is_refused(string project, string filtered, string reason)
    {
        var house = House.Of(("src/A/A.csproj", project), Filter(filtered), ("MemberGrains.sln", "\"src\\A\\A.csproj\""));

        Keeps.Refuses(new SolutionIsComplete(), house, "MemberGrains.Orleans.slnf", reason);
    }

    [Fact]
    public void A_project_that_is_gone_is_refused_in_the_filter() =>
        Keeps.Refuses(new SolutionIsComplete(), House.Of(Filter("src/A/A.csproj")), "MemberGrains.Orleans.slnf", "does not exist");

    [Theory]
    [InlineData("""<PackageReference Include="Polly" Version="1.0.0" />""")]
    [InlineData("""<PackageReference Include="Polly" VersionOverride="1.0.0" />""")]
    [InlineData("""<PackageReference Include="Polly"><Version>1.0.0</Version></PackageReference>""")]
    [InlineData("""<PackageVersion Include="Polly" Version="1.0.0" />""")]
    [InlineData("""<PackageDownload Include="Polly" Version="[1.0.0]" />""")]
    public void A_version_outside_its_place_is_refused(string item) =>
        Keeps.Refuses(new PackageVersionsInOnePlace(), House.Of(("src/A/A.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>")), "src/A/A.csproj", "Polly");

    [Fact]
    public void A_package_of_the_card_that_is_missing_is_refused()
    {
        var versions = CardPackages.Card
            .Where(p => p != "NEST")
            .Select(p => p == "Polly" ? "Polly.Core" : p)
            .Select(p => $"""<PackageVersion Include="{p}" Version="1.0.0" />""");
        var house = House.Of(("Directory.Packages.props", $"<Project><ItemGroup>{string.Concat(versions)}</ItemGroup></Project>"));

        Keeps.Refuses(new CardPackages(), house, "Directory.Packages.props", "NEST");
    }

    private static (string Path, string Text) Filter(string project) =>
        ("MemberGrains.Orleans.slnf", $$"""{ "solution": { "projects": [{{(project.Length == 0 ? "" : $"\"{project}\"")}}] } }""");
}
