using System.Reflection;
using MemberGrains.Architecture.Tests.Contracts;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests;

public sealed class WireContractTests
{
    [Theory]
    [InlineData("Grains.Interfaces", "MemberGrains.Interfaces")]
    [InlineData("Grains", "MemberGrains.Grains")]
    public void The_wire_contract_is_the_approved_one(string room, string space)
    {
        var types = Assembly.Load($"MemberGrains.{room}").GetTypes()
            .Where(t => t.Namespace?.StartsWith(space, StringComparison.Ordinal) == true);

        Approved.Matches(Path.Combine(House.FindRoot(), $"tests/Architecture.Tests/Approved/{room}.txt"), WireContract.Of(types));
    }

    [Fact]
    public void The_text_names_methods_aliases_numbers_and_values() => Assert.Equal(
        """
        interface WireContractTests.IProbe = "probe"
          Task<int> Ask(string question, WireContractTests.Mood[] moods) = "ask"
          void Tell(WireContractTests.Wire wire)

        enum WireContractTests.Mood
          Calm = 0
          Cross = 4

        class WireContractTests.Wire = "wire"
          [0] int? Age
          [1] IReadOnlyList<string> Names

        """.ReplaceLineEndings("\n"),
        WireContract.Of([typeof(Wire), typeof(Mood), typeof(IProbe)]));

    [Fact]
    public void A_change_is_shown_line_by_line_with_the_way_to_approve_it()
    {
        var file = Path.GetTempFileName();
        try
        {
            Approved.Matches(file, "a\nb\n", approve: true);
            Approved.Matches(file, "a\nb\n", approve: false);

            var message = Record.Exception(() => Approved.Matches(file, "a\nc\n", approve: false))!.Message;

            Assert.Contains("- b\n+ c", message, StringComparison.Ordinal);
            Assert.Contains(Approved.Switch + "=1", message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GenerateSerializer]
    public enum Mood
    {
        Calm = 0,
        Cross = 4,
    }

    [Alias("probe")]
    public interface IProbe
    {
        [Alias("ask")]
        Task<int> Ask(string question, Mood[] moods);

        void Tell(Wire wire);
    }

    [GenerateSerializer, Alias("wire")]
    public sealed class Wire
    {
        [Id(1)]
        public IReadOnlyList<string> Names { get; init; } = [];

        [Id(0)]
        public int? Age { get; init; }

        public int NotOnTheWire { get; init; }
    }

    /// <summary>The engine's attributes by name are enough: the text must not depend on the engine.</summary>
    [AttributeUsage(AttributeTargets.All)]
    public sealed class AliasAttribute(string alias) : Attribute
    {
        public string Alias { get; } = alias;
    }

    [AttributeUsage(AttributeTargets.All)]
    public sealed class IdAttribute(uint id) : Attribute
    {
        public uint Id { get; } = id;
    }

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum)]
    public sealed class GenerateSerializerAttribute : Attribute;
}
