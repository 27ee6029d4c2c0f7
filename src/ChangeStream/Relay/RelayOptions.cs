using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ChangeStream.Relay;

/// <summary>How the outbox of a physical cluster is published.</summary>
public sealed class RelayOptions
{
    /// <summary>Events in one message.</summary>
    /// <value>Default 500; 1 to 5,000.</value>
    [Range(1, 5_000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>
    /// Events one center may be ahead of the other. Within it a slow center holds nobody back; beyond it the rows wait
    /// in the outbox.
    /// </summary>
    /// <value>Default 20,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int Window { get; set; } = 20_000;

    /// <summary>
    /// Time between the beginnings of two deletions from the outbox, unless <see cref="BatchSize"/> rows wait for one. Each
    /// is a commit of its own, on every server of the cluster, so what is confirmed meanwhile goes together; a heartbeat's
    /// time does not pass what is not deleted yet.
    /// </summary>
    /// <value>Default 250 ms; 0 to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RemovalInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the outbox is looked at when nothing hints that something entered it.</summary>
    /// <value>Default 200 ms; 1 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Time between two heartbeats: the grain of every staleness counted from them.</summary>
    /// <value>Default 1 s; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a broker may take to confirm a message before it is published again.</summary>
    /// <value>Default 10 s; 10 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a center may not confirm, while the other does, before it is marked out: from then on the outbox does not
    /// wait for it. Its read models are beyond their lag budgets by then and come back when it has been told everything.
    /// </summary>
    /// <value>Default 10 s; 100 ms to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan OutAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause after the first fault; doubles up to <see cref="LongestBackoff"/>.</summary>
    /// <value>Default 50 ms; 1 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest pause between two tries.</summary>
    /// <value>Default 2 s; 1 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan LongestBackoff { get; set; } = TimeSpan.FromSeconds(2);
}
