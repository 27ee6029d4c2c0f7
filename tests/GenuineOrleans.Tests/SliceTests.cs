using MemberGrains.GenuineOrleans.Tests.Slice;

namespace MemberGrains.GenuineOrleans.Tests;

public sealed class SliceTests
{
    private static readonly Dictionary<string, string> NothingElsewhere = [];

    [Fact]
    public void The_slice_is_Orleans_own_signature_by_signature() => None(
        new SliceComparison(ComparedAssemblies.Genuine, ComparedAssemblies.Further, LivesElsewhere.Approved).Drifts(ComparedAssemblies.Slice));

    [Fact]
    public void The_approved_list_agrees_with_what_Orleans_itself_refers_to() =>
        None(LivesElsewhere.Disagreements(LivesElsewhere.Approved, ComparedAssemblies.GenuinePaths));

    [Fact]
    public void An_approved_type_in_the_wrong_assembly_is_a_disagreement()
    {
        var wrong = new Dictionary<string, string> { ["Orleans.GenerateSerializerAttribute"] = "Orleans.Runtime" };

        Assert.Equal(
            ["Orleans.GenerateSerializerAttribute is approved as living in Orleans.Runtime, but Orleans itself finds it in Orleans.Serialization.Abstractions"],
            LivesElsewhere.Disagreements(wrong, ComparedAssemblies.GenuinePaths));
    }

    [Theory]
    [InlineData("void Go(int count);", "void Go(int times);", "Go(int times) is not in Orleans, which has void Go(int count)")]
    [InlineData("void Go(int count);", "void Go(long count);", "Go(long count) is not in Orleans")]
    [InlineData("void Go(int count = 1);", "void Go(int count = 2);", "Go(int count = 2) is not in Orleans")]
    [InlineData("void Go();", "int Go();", "int Go() is not in Orleans")]
    [InlineData("void Go<T>() where T : class;", "void Go<T>();", "Go<T>() is not in Orleans")]
    [InlineData("void Go();", "void Go(); void Stay();", "Stay() is not in Orleans")]
    [InlineData("int Size { get; }", "int Size { get; set; }", "Size can be set, Orleans' can not")]
    [InlineData("int Size { get; init; }", "int Size { get; set; }", "Orleans' is init-only")]
    [InlineData("void Go();", "void Go() { }", "has a body, Orleans' must be implemented")]
    public void A_member_that_differs_is_a_drift(string genuine, string slice, string drift) =>
        Drifts($"public interface IThing {{ {genuine} }}", $"public interface IThing {{ {slice} }}", "Orleans.IThing: ", drift);

    [Theory]
    [InlineData("public class Thing;", "public struct Thing;", "is a Struct, Orleans has a Class")]
    [InlineData("public sealed class Thing;", "public class Thing;", "is not sealed")]
    [InlineData("public abstract class Thing;", "public class Thing;", "is not abstract")]
    [InlineData("public class Thing;", "public class Thing : Exception;", "derives from System.Exception")]
    [InlineData("public interface Thing;", "public interface Thing : IDisposable;", "claims System.IDisposable")]
    [InlineData("public class Thing { protected Thing() { } }", "public class Thing { public Thing() { } }", "public Thing() is not in Orleans")]
    [InlineData("public class Thing { public void Go() { } }", "public class Thing { public virtual void Go() { } }", "can be overridden")]
    [InlineData("public static class Thing { public static void Go(this string s) { } }", "public static class Thing { public static void Go(string s) { } }", "Go(string s) is not in Orleans")]
    [InlineData("public enum Thing { A = 1 }", "public enum Thing { A = 2 }", "A = 2 is not in Orleans")]
    [InlineData("public enum Thing : byte { A = 1 }", "public enum Thing { A = 1 }", "is an enum of int")]
    [InlineData("[AttributeUsage(AttributeTargets.Class)] public class Thing : Attribute;", "public class Thing : Attribute;", "may be used on")]
    [InlineData("public interface Other;", "public interface Thing;", "Orleans.Thing is not in the genuine assemblies")]
    [InlineData("internal interface Thing;", "public interface Thing;", "Orleans.Thing is not in the genuine assemblies")]
    public void A_type_that_differs_is_a_drift(string genuine, string slice, string drift) =>
        Drifts(genuine, slice, "Orleans.Thing", drift);

    [Fact]
    public void A_variance_or_a_constraint_that_differs_is_a_drift() =>
        Drifts("public interface Thing<out T>;", "public interface Thing<T>;", "Orleans.Thing<T>", "in Orleans Orleans.Thing<out T>");

    [Fact]
    public void Less_than_Orleans_is_no_drift() => None(Compare(
        "public class Thing : Exception, IDisposable { public virtual void Go() { } public void Dispose() { } public int Size { get; set; } } public class More;",
        "public sealed class Thing : Exception { public void Go() { } public int Size { get; } } internal class Hidden;"));

    [Fact]
    public void A_member_declared_further_up_in_Orleans_is_no_drift() => None(Compare(
        "public interface IBase { void Go(); } public interface IThing : IBase;",
        "public interface IThing { void Go(); }"));

    [Fact]
    public void An_approved_type_that_the_slice_does_not_have_is_a_drift()
    {
        var comparison = new SliceComparison([], [], new Dictionary<string, string> { ["Orleans.Gone"] = "Orleans.Core" });

        Assert.Equal(["Orleans.Gone is approved as living elsewhere, but the slice has no such type"], comparison.Drifts(ComparedAssemblies.Of("")));
    }

    [Fact]
    public void An_approved_type_that_downloads_is_a_drift()
    {
        var type = ComparedAssemblies.Of("namespace Orleans { public class Thing; }");
        var comparison = new SliceComparison([type], [], new Dictionary<string, string> { ["Orleans.Thing"] = "Orleans.Core" });

        Assert.Equal(["Orleans.Thing is approved as living in Orleans.Core, but it downloads with MadeUp"], comparison.Drifts(type));
    }

    private static void Drifts(string genuine, string slice, string type, string drift)
    {
        var drifts = Compare(genuine, slice).ToList();

        Assert.All(drifts, d => Assert.StartsWith(type, d, StringComparison.Ordinal));
        Assert.Contains(drifts, d => d.Contains(drift, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Compare(string genuine, string slice) =>
        new SliceComparison([ComparedAssemblies.Of(InOrleans(genuine))], [], NothingElsewhere).Drifts(ComparedAssemblies.Of(InOrleans(slice)));

    private static string InOrleans(string types) => $"namespace Orleans {{ {types} }}";

    private static void None(IEnumerable<string> drifts)
    {
        var all = string.Join('\n', drifts);
        if (all.Length > 0)
            Assert.Fail(all);
    }
}
