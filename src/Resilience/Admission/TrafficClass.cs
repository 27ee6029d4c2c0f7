namespace MemberGrains.Resilience.Admission;

/// <summary>What traffic is for. Lower values go first when there is not room for all.</summary>
public enum TrafficClass
{
    /// <summary>Somebody is ordering.</summary>
    Order = 0,

    /// <summary>Campaigns and analysis: can wait.</summary>
    Marketing = 1,
}
