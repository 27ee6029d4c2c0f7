using MemberGrains.Resilience.Admission;

namespace MemberGrains.Resilience.Tests.Admission;

public sealed class AdmissionPolicyTests
{
    private static readonly AdmissionOptions Options = new() { Running = 4, MarketingRunning = 2, OrderWaiting = 2, MarketingWaiting = 1 };

    [Theory]
    [InlineData(0, 0, 0, 0, TrafficClass.Order, AdmissionDecision.Run)]
    [InlineData(0, 0, 0, 0, TrafficClass.Marketing, AdmissionDecision.Run)]
    [InlineData(0, 2, 0, 0, TrafficClass.Marketing, AdmissionDecision.Wait)]
    [InlineData(0, 2, 0, 1, TrafficClass.Marketing, AdmissionDecision.Refuse)]
    [InlineData(0, 2, 0, 1, TrafficClass.Order, AdmissionDecision.Run)]
    [InlineData(4, 0, 0, 0, TrafficClass.Order, AdmissionDecision.Wait)]
    [InlineData(4, 0, 2, 0, TrafficClass.Order, AdmissionDecision.Refuse)]
    [InlineData(3, 0, 1, 0, TrafficClass.Marketing, AdmissionDecision.Wait)]
    [InlineData(3, 0, 1, 0, TrafficClass.Order, AdmissionDecision.Wait)]
    public void An_arriving_request_runs_waits_or_is_refused(
        int orderRunning, int marketingRunning, int orderWaiting, int marketingWaiting, TrafficClass traffic, AdmissionDecision expected)
    {
        var state = new AdmissionState(orderRunning, marketingRunning, orderWaiting, marketingWaiting);

        Assert.Equal(expected, AdmissionPolicy.Arrive(state, traffic, Options));
    }

    [Theory]
    [InlineData(3, 0, 1, 1, TrafficClass.Order)]
    [InlineData(3, 0, 0, 1, TrafficClass.Marketing)]
    [InlineData(1, 2, 0, 1, null)]
    [InlineData(4, 0, 1, 1, null)]
    [InlineData(3, 0, 0, 0, null)]
    public void A_free_place_goes_to_orders_first_and_to_marketing_within_its_share(
        int orderRunning, int marketingRunning, int orderWaiting, int marketingWaiting, TrafficClass? expected)
    {
        var state = new AdmissionState(orderRunning, marketingRunning, orderWaiting, marketingWaiting);

        Assert.Equal(expected, AdmissionPolicy.Next(state, Options));
    }
}
