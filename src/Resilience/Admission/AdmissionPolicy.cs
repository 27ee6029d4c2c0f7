namespace MemberGrains.Resilience.Admission;

/// <summary>
/// The order class ahead of marketing: marketing has a share of the room and never takes a place that an order request
/// waits for; each class has its own bounded queue, so neither can fill the other's.
/// </summary>
public static class AdmissionPolicy
{
    /// <summary>Decides for a request that arrives.</summary>
    public static AdmissionDecision Arrive(AdmissionState state, TrafficClass traffic, AdmissionOptions options)
    {
        if (!MustQueue(state, traffic) && HasRoom(state, traffic, options)) return AdmissionDecision.Run;
        return traffic == TrafficClass.Order
            ? state.OrderWaiting < options.OrderWaiting ? AdmissionDecision.Wait : AdmissionDecision.Refuse
            : state.MarketingWaiting < options.MarketingWaiting ? AdmissionDecision.Wait : AdmissionDecision.Refuse;
    }

    /// <summary>The class whose longest waiting request runs next; null if none can.</summary>
    public static TrafficClass? Next(AdmissionState state, AdmissionOptions options)
    {
        if (state.OrderWaiting > 0) return HasRoom(state, TrafficClass.Order, options) ? TrafficClass.Order : null;
        return state.MarketingWaiting > 0 && HasRoom(state, TrafficClass.Marketing, options) ? TrafficClass.Marketing : null;
    }

    private static bool MustQueue(AdmissionState state, TrafficClass traffic) =>
        state.OrderWaiting > 0 || (traffic == TrafficClass.Marketing && state.MarketingWaiting > 0);

    private static bool HasRoom(AdmissionState state, TrafficClass traffic, AdmissionOptions options) =>
        state.Running < options.Running
        && (traffic == TrafficClass.Order || state.MarketingRunning < options.MarketingRunning);
}
