using MemberGrains.Interfaces.History;

namespace MemberGrains.Grains.Interfaces.Tests.History;

public sealed class ChangeTypeTests
{
    [Fact]
    public void The_names_are_the_contracts() =>
        Assert.Equal(
            ["registered", "bound", "unbound", "replaced", "merged", "split", "quarantined", "released"],
            Enum.GetValues<ChangeType>().Select(type => type.Name()));

    [Fact]
    public void A_name_reads_back_as_its_type() => Assert.All(Enum.GetValues<ChangeType>(), type => Assert.Equal(type, ChangeTypes.Parse(type.Name())));

    [Fact]
    public void Another_name_is_refused() => Assert.Throws<FormatException>(() => ChangeTypes.Parse("Bound"));
}
