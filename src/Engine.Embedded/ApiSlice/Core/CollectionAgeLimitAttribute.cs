using System.Globalization;

namespace Orleans;

/// <summary>How long an activation of this class stays without calls before it is collected.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The shortest age.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private TimeSpan? _ageLimit;

    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>An age in the form "[d.]hh:mm:ss".</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _ageLimit = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    public double Days { get; set; }

    public double Hours { get; set; }

    public double Minutes { get; set; }

    /// <summary>Never collected.</summary>
    public bool AlwaysActive { get; set; }

    public TimeSpan AgeLimit
    {
        get
        {
            if (AlwaysActive) return Timeout.InfiniteTimeSpan;
            var age = _ageLimit ?? TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            if (age < MinAgeLimit)
                throw new ArgumentException($"A collection age limit of {age} is below the minimum of {MinAgeLimit}.");
            return age;
        }
    }
}
