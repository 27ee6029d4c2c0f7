using MemberGrains.Architecture.Tests.Reading;
using MemberGrains.Architecture.Tests.Rules;

namespace MemberGrains.Architecture.Tests;

public sealed class SourceTests
{
    private const string Deterministic = "<Project><PropertyGroup><DeterministicCode>true</DeterministicCode></PropertyGroup></Project>";

    [Fact]
    public void No_conditional_compilation() => Keeps.Rule(new NoConditionalCompilation());

    [Fact]
    public void No_banned_calls() => Keeps.Rule(new NoBannedCalls());

    [Fact]
    public void No_unfinished_work() => Keeps.Rule(new NoUnfinishedWork());

    [Fact]
    public void No_junk_drawers() => Keeps.Rule(new NoJunkDrawers());

    [Fact]
    public void No_god_files() => Keeps.Rule(new NoGodFiles());

    [Fact]
    public void One_public_type_per_file() => Keeps.Rule(new OnePublicTypePerFile());

    [Fact]
    public void File_scoped_namespaces() => Keeps.Rule(new FileScopedNamespaces());

    [Fact]
    public void Suppressions_give_reasons() => Keeps.Rule(new SuppressionsGiveReasons());

    [Fact]
    public void Classes_are_sealed() => Keeps.Rule(new ClassesAreSealed());

    [Fact]
    public void Log_lines_have_their_own_id() => Keeps.Rule(new LogLinesHaveTheirOwnId());

    [Fact]
    public void Contracts_are_documented() => Keeps.Rule(new ContractsAreDocumented());

    [Fact]
    public void No_machine_traces() => Keeps.Rule(new NoMachineTraces());

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("System.DateTimeOffset.UtcNow")]
    [InlineData("Thread.Sleep(1)")]
    public void A_call_that_is_banned_everywhere_is_refused(string call)
    {
        var house = House.Of(("src/Ops/A.cs", $"var x = {call};"));

        Keeps.Refuses(new NoBannedCalls(), house, "src/Ops/A.cs", "is banned");
    }

    [Theory]
    [InlineData("Task.Run(() => 1)")]
    [InlineData("Guid.NewGuid()")]
    [InlineData("Random.Shared.Next()")]
    public void A_call_that_the_simulator_can_not_follow_is_refused_in_deterministic_code_only(string call)
    {
        var house = House.Of(
            ("src/Grains/Grains.csproj", Deterministic),
            ("src/Grains/A.cs", $"var x = {call};"),
            ("src/Ops/Ops.csproj", "<Project />"),
            ("src/Ops/A.cs", $"var x = {call};"));

        Keeps.Refuses(new NoBannedCalls(), house, "src/Grains/A.cs", "is banned");
    }

    [Fact]
    public void Conditional_compilation_is_refused() =>
        Refused(new NoConditionalCompilation(), "src/Silo/A.cs", "#if DEBUG\nvar x = 1;\n#endif\n", "#if");

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("/* FIX" + "ME */")]
    [InlineData("/// <summary>TO" + "DO</summary>\nclass A;")]
    [InlineData("throw new System.NotImplemented" + "Exception();")]
    [InlineData("return 0;")]
    public void Unfinished_work_is_refused(string code) => Refused(new NoUnfinishedWork(), "tests/Storage.Tests/A.cs", code, "");

    [Theory]
    [InlineData("src/Storage/Utils/Slot.cs")]
    [InlineData("src/Storage/SlotHelper.cs")]
    [InlineData("src/Common/Common.csproj")]
    [InlineData("tests/Storage.Tests/misc/a.txt")]
    public void A_junk_drawer_is_refused(string path)
    {
        var first = new NoJunkDrawers().Check(House.Of((path, "<Project />"))).First();

        Assert.Equal(path, first.Path);
    }

    [Fact]
    public void A_file_of_400_lines_passes_and_one_of_401_is_refused()
    {
        Keeps.Rule(new NoGodFiles(), House.Of(("src/Storage/A.cs", Lines(400))));
        Refused(new NoGodFiles(), "src/Storage/A.cs", Lines(401), "401 lines");

        static string Lines(int count) => string.Concat(Enumerable.Repeat("// line\n", count));
    }

    [Fact]
    public void A_second_public_type_is_refused_but_nested_internal_and_generic_twins_are_not()
    {
        Keeps.Rule(new OnePublicTypePerFile(), House.Of(("src/Storage/A.cs",
            "namespace N; public class A { public class Nested; } public class A<T>; internal class B; file class C;")));
        Refused(new OnePublicTypePerFile(), "src/Storage/A.cs", "namespace N; public class A; public enum B { None }", "2 public types (A, B)");
    }

    [Fact]
    public void A_block_scoped_namespace_is_refused() =>
        Refused(new FileScopedNamespaces(), "bench/A.cs", "namespace N { class A; }", "block-scoped");

    [Theory]
    [InlineData("src/Silo/A.cs", "#pragma warning disable CA1000\n")]
    [InlineData("src/Silo/A.cs", "#pragma warning disable // all of them\n")]
    [InlineData("src/Silo/A.cs", "[SuppressMessage(\"a\", \"b\")] class A;")]
    [InlineData("src/Silo/Silo.csproj", "<Project><PropertyGroup><NoWarn>CA1000</NoWarn></PropertyGroup></Project>")]
    public void A_suppression_without_a_reason_is_refused(string path, string text) =>
        Assert.Equal(path, Assert.Single(new SuppressionsGiveReasons().Check(House.Of((path, text)))).Path);

    [Fact]
    public void A_suppression_with_its_reason_passes() => Keeps.Rule(new SuppressionsGiveReasons(), House.Of(("src/Silo/A.cs",
        "#pragma warning disable CA1000 // the factory is the API\n[SuppressMessage(\"a\", \"b\", Justification = \"c\")] class A;\n#pragma warning restore CA1000\n")));

    [Theory]
    [InlineData("docs/run.md", "see /ro" + "ot/notes/a.md")]
    [InlineData("dev", "cd /ho" + "me/me/src")]
    [InlineData("src/A.cs", "var x = \"C:\\Us" + "ers\\me\";")]
    [InlineData("Dockerfile", "RUN curl https://nex" + "us.example/repository")]
    [InlineData("NuGet.config", "<configuration />")]
    public void A_trace_of_one_machine_is_refused(string path, string text) =>
        Assert.Equal(path, Assert.Single(new NoMachineTraces().Check(House.Of((path, text)))).Path);

    [Fact]
    public void Paths_of_the_product_are_no_trace_of_a_machine() =>
        Keeps.Rule(new NoMachineTraces(), House.Of(("docs/a.md", "GET http://localhost:8081/v1/homework, ./work/a, src/home/b")));

    [Fact]
    public void An_open_class_is_refused_unless_something_derives_from_it()
    {
        Keeps.Rule(new ClassesAreSealed(), House.Of(("src/Silo/A.cs", "class A; sealed class B : A; static class C; abstract class D; partial class E; struct F;")));
        Refused(new ClassesAreSealed(), "src/Silo/A.cs", "public class A;", "A is not sealed");
        Refused(new ClassesAreSealed(), "src/Silo/A.cs", "record A;", "A is not sealed");
    }

    [Theory]
    [InlineData("[LoggerMessage(1001, LogLevel.Debug, \"a\")] void A(); [LoggerMessage(EventId = 1001, Level = LogLevel.Error)] void B();", "1001 is taken")]
    [InlineData("[LoggerMessage(Ids.Start, LogLevel.Debug, \"a\")] void A(); [LoggerMessage(Ids.Start, LogLevel.Error, \"b\")] void B();", "Ids.Start is taken")]
    [InlineData("[LoggerMessage(LogLevel.Debug, \"a\")] void A();", "without an event id")]
    public void A_log_line_without_an_id_of_its_own_is_refused(string members, string reason) =>
        Refused(new LogLinesHaveTheirOwnId(), "src/Silo/A.cs", $"class A {{ {members} }}", reason);

    [Theory]
    [InlineData("src/Storage/Port/A.cs", "public interface IA;", "say what it promises")]
    [InlineData("src/Grains.Interfaces/A.cs", "/// <summary>A.</summary>\npublic interface IA { void Go(); }", "'void Go();' is part of a contract")]
    [InlineData("src/Silo/A.cs", "public class AOptions { /// <summary>Size.</summary>\npublic int Size { get; set; } }", "option Size")]
    public void A_contract_without_documentation_is_refused(string path, string code, string reason) =>
        Refused(new ContractsAreDocumented(), path, code, reason);

    [Fact]
    public void What_no_other_room_sees_needs_no_documentation() =>
        Keeps.Rule(new ContractsAreDocumented(), House.Of(("src/Storage/Core/A.cs", "public interface IA { void Go(); }"), ("src/Storage/Port/B.cs", "internal class B;")));

    private static void Refused(IHouseRule rule, string path, string code, string reason) =>
        Keeps.Refuses(rule, House.Of((path, code)), path, reason);
}
