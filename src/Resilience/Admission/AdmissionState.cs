namespace MemberGrains.Resilience.Admission;

/// <summary>How many run and wait, by class.</summary>
public readonly record struct AdmissionState(int OrderRunning, int MarketingRunning, int OrderWaiting, int MarketingWaiting)
{
    /// <summary>Requests running, all classes.</summary>
    public int Running => OrderRunning + MarketingRunning;

    internal AdmissionState WithRunning(TrafficClass traffic, int by) => traffic == TrafficClass.Order
        ? this with { OrderRunning = OrderRunning + by }
        : this with { MarketingRunning = MarketingRunning + by };

    internal AdmissionState WithWaiting(TrafficClass traffic, int by) => traffic == TrafficClass.Order
        ? this with { OrderWaiting = OrderWaiting + by }
        : this with { MarketingWaiting = MarketingWaiting + by };
}
