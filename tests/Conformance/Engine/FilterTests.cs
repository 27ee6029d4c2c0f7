namespace MemberGrains.Conformance.Engine;

public sealed class FilterTests(TwoCenters centers) : IClassFixture<TwoCenters>
{
    [Fact]
    public async Task Filters_run_in_the_order_of_registration_and_the_grains_own_last()
    {
        Assert.Equal("outer(x after outer,inner,own)", await Grain.Seen("x"));
    }

    [Fact]
    public async Task A_filter_changes_an_argument()
    {
        Assert.Equal("outer(changed after outer,inner,own)", await Grain.Seen("change"));
    }

    [Fact]
    public async Task A_filter_answers_without_the_grain()
    {
        Assert.Equal("outer(inner)", await Grain.Seen("answer for the grain"));
    }

    [Fact]
    public async Task A_filter_refuses_by_throwing()
    {
        var fault = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Grain.Seen("refuse"));
        Assert.Equal("filtered refuses Seen", fault.Message);
    }

    [Fact]
    public async Task A_filter_of_the_client_changes_a_call_before_it_leaves()
    {
        Assert.Equal("outer(stamped after outer,inner,own)", await Grain.Seen("stamp me"));
    }

    private IFilteredGrain Grain => centers.Grains.GetGrain<IFilteredGrain>("filtered");
}
