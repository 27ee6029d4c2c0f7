namespace Orleans.Configuration;

/// <summary>How grains and services of a silo send calls.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How often a call may be sent on to another activation before it fails.</summary>
    /// <value>Default 2; 0 or more.</value>
    public int MaxForwardCount { get; set; } = 2;
}
