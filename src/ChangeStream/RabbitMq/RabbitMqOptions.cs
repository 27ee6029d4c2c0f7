using System.ComponentModel.DataAnnotations;
using MemberGrains.Resilience.Trust;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>The RabbitMQ broker of one center: configuration section <c>ChangeStream:RabbitMq:a</c> (or <c>b</c>).</summary>
public sealed class RabbitMqOptions
{
    /// <summary>Where it listens.</summary>
    /// <value>A host name or address. Required.</value>
    [Required]
    public string Host { get; set; } = "";

    /// <summary>Its AMQP port.</summary>
    /// <value>Default 5,672; 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int Port { get; set; } = 5_672;

    /// <summary>The account; it configures, writes and reads what begins with <see cref="Prefix"/>.</summary>
    /// <value>Required.</value>
    [Required]
    public string User { get; set; } = "";

    /// <summary>Its password; never shown.</summary>
    /// <value>Required.</value>
    [Required]
    public string Password { get; set; } = "";

    /// <summary>The virtual host.</summary>
    /// <value>Default <c>/</c>.</value>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <summary>Whether the connection is TLS; the certificate must be trusted (<see cref="TlsCa"/>) and bear the right name.</summary>
    /// <value>Default false.</value>
    public bool Tls { get; set; }

    /// <summary>File of the certificate authority, in PEM, that must have issued the broker's certificate.</summary>
    /// <value>Default null: any that this machine trusts.</value>
    [CaFile]
    public string? TlsCa { get; set; }

    /// <summary>The name that the certificate must bear.</summary>
    /// <value>Default null: <see cref="Host"/>.</value>
    public string? TlsServerName { get; set; }

    /// <summary>Exchange and queues are called <c>PREFIX.events</c>, <c>PREFIX.GROUP.CLUSTER</c>, <c>PREFIX.GROUP.dead</c>.</summary>
    /// <value>Default <c>membergrains</c>; letters, digits, <c>-</c> and <c>_</c>, at most 40.</value>
    [RegularExpression("^[A-Za-z0-9_-]{1,40}$")]
    public string Prefix { get; set; } = "membergrains";

    /// <summary>Messages published and not confirmed yet; the next one waits.</summary>
    /// <value>Default 256; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int InFlight { get; set; } = 256;

    /// <summary>
    /// How long the queues must have been declared before the first message is published. A broker that is killed forgets
    /// quorum queues younger than about a second, with what it had confirmed to them (docs/services.md).
    /// </summary>
    /// <value>Default 2 s; 0 to 4 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:04")]
    public TimeSpan Settle { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A connection on which nothing was heard for twice this time is given up.</summary>
    /// <value>Default 5 s; 1 s to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause before a message whose handler failed is handed out again, and before a lost connection is made anew; doubles up to <see cref="LongestPause"/>.</summary>
    /// <value>Default 20 ms; 1 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Longest pause between two tries.</summary>
    /// <value>Default 2 s; 1 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A message is put aside when its handler has failed so often, and for <see cref="PoisonAfter"/>.</summary>
    /// <value>Default 20; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int PoisonFailures { get; set; } = 20;

    /// <summary>How long a message may fail before it is put aside: longer than what stands behind a handler is usually away.</summary>
    /// <value>Default 5 min; 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan PoisonAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Where it is and as whom, without the password.</summary>
    public override string ToString() => $"{(Tls ? "amqps" : "amqp")}://{User}@{Host}:{Port} (virtual host {VirtualHost}, {Prefix}.*)";
}
