using MemberGrains.Resilience.Admission;
using MemberGrains.Resilience.Quotas;

namespace MemberGrains.Gateway.Accounts;

/// <summary>An account that a key was found to be of.</summary>
internal sealed class Account(AccountOptions options, TimeProvider time)
{
    public string Name => options.Name;

    public AccountClass Class => options.Class;

    public DateTimeOffset? Expires => options.Expires;

    /// <summary>The name of its flow rule, as a refused caller reads it.</summary>
    public string QuotaRule { get; } = $"account:{options.Name}";

    public Quota Quota { get; } = new(options.Quota, time);

    /// <summary>Its class as traffic: operators go with the orders.</summary>
    public TrafficClass Traffic => Class == AccountClass.Marketing ? TrafficClass.Marketing : TrafficClass.Order;

    /// <summary>The class as a metric's label.</summary>
    public string ClassName { get; } = options.Class switch
    {
        AccountClass.Order => "order",
        AccountClass.Marketing => "marketing",
        _ => "operator",
    };
}
