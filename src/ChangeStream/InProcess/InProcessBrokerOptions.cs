using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ChangeStream.InProcess;

/// <summary>How the broker inside the process behaves.</summary>
public sealed class InProcessBrokerOptions
{
    /// <summary>Messages a group may hold per physical cluster before publishing is refused.</summary>
    /// <value>Default 256; 1 to 65,536.</value>
    [Range(1, 65_536)]
    public int QueueCapacity { get; set; } = 256;

    /// <summary>Pause before a message whose handler failed is handed out again; doubles up to <see cref="LongestRedelivery"/>.</summary>
    /// <value>Default 20 ms; 1 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstRedelivery { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Longest pause between two deliveries of one message.</summary>
    /// <value>Default 2 s; 1 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan LongestRedelivery { get; set; } = TimeSpan.FromSeconds(2);
}
