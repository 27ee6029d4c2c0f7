using MemberGrains.Grains.Rules;

namespace MemberGrains.Grains.Tests.Rules;

public sealed class BindingLimitsTests
{
    [Fact]
    public void One_of_each_kind_and_16_in_all_is_the_default()
    {
        var limits = new BindingLimits();
        Assert.Equal((1, 1, 1, 16), (limits.Of("phone"), limits.Of("unionid"), limits.Of("elong"), limits.Total));
        Assert.Null(limits.Problem());
    }

    [Theory]
    [InlineData("fax", 1, 16, "fax")]
    [InlineData("phone", 0, 16, "phone")]
    [InlineData("phone", 17, 16, "phone")]
    [InlineData("phone", 1, 0, "Total")]
    [InlineData("phone", 1, 17, "Total")]
    public void Limits_that_make_no_sense_are_named(string kind, int limit, int total, string named) =>
        Assert.Contains(named, new BindingLimits { PerKind = { [kind] = limit }, Total = total }.Problem(), StringComparison.Ordinal);
}
