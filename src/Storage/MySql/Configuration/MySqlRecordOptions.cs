using System.ComponentModel.DataAnnotations;
using MemberGrains.Resilience.Trust;

namespace MemberGrains.Storage.MySql;

/// <summary>Where the record's MySQL clusters are, and how much of them one process may use. Section <see cref="Section"/>.</summary>
public sealed class MySqlRecordOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Record:MySql";

    /// <summary>Account on every node; needs SELECT, INSERT, UPDATE and DELETE, for the schema step CREATE, ALTER and INDEX too.</summary>
    /// <value>Required; no default.</value>
    [Required]
    public string User { get; set; } = "";

    /// <summary>The account's password; shown in no dump, message or log.</summary>
    /// <value>Default empty.</value>
    public string Password { get; set; } = "";

    /// <summary>Name of the database on every node.</summary>
    /// <value>1 to 64 letters, digits and underscores; default <c>membergrains</c>.</value>
    [Required]
    [RegularExpression("[A-Za-z0-9_]{1,64}")]
    public string Database { get; set; } = "membergrains";

    /// <summary>Whether connections are encrypted, and servers checked.</summary>
    /// <value>Default <see cref="MySqlTls.None"/>.</value>
    [EnumDataType(typeof(MySqlTls))]
    public MySqlTls Tls { get; set; }

    /// <summary>File of the certificate authority, in PEM, that must have issued the servers' certificates.</summary>
    /// <value>Default null: any that this machine trusts. Only with <see cref="MySqlTls.Required"/>.</value>
    [CaFile]
    public string? TlsCa { get; set; }

    /// <summary>The physical clusters.</summary>
    /// <value>One for each cluster of the slot map.</value>
    public IList<MySqlClusterOptions> Clusters { get; } = [];

    /// <summary>Connections of this process to a primary for reads; it has <see cref="WriteConnections"/> more for writes.</summary>
    /// <value>1 to 32; default 3.</value>
    [Range(1, 32)]
    public int ReadConnections { get; set; } = 3;

    /// <summary>Connections of this process to each replica that it reads.</summary>
    /// <value>1 to 32; default 2.</value>
    [Range(1, 32)]
    public int ReplicaConnections { get; set; } = 2;

    /// <summary>
    /// Most connections that this process may hold to one node, whatever role it has or gets. A node's
    /// <c>max_connections</c> must be above this times the processes that use it.
    /// </summary>
    /// <value>3 to 100; default 8. Refused at start if the three above do not fit.</value>
    [Range(3, 100)]
    public int ConnectionBudget { get; set; } = 8;

    /// <summary>A replica further behind than this is not read; the primary is. Must be below the lock of the caches' invalidations.</summary>
    /// <value>Milliseconds, 100 to 60,000; default 1,500.</value>
    [Range(100, 60_000)]
    public int ReplicaLagBudgetMs { get; set; } = 1_500;

    /// <summary>How often the time is written at a primary, for replicas to show how far they are.</summary>
    /// <value>Milliseconds, 50 to 10,000, at most a third of <see cref="ReplicaLagBudgetMs"/>; default 250.</value>
    [Range(50, 10_000)]
    public int HeartbeatMs { get; set; } = 250;

    /// <summary>Connections to a primary that write: group commits on one, background jobs on the other.</summary>
    internal static int WriteConnections => 2;

    /// <summary>Stands for the servers' clock; only tests set it.</summary>
    internal TimeProvider? Clock { get; set; }

    /// <summary>Called between any two steps of a group commit; only crash and fault tests set it.</summary>
    internal Action<MySqlCommitStep>? Probe { get; set; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{User}@{string.Join(", ", Clusters)} database {Database}, TLS {Tls}, password {(Password.Length == 0 ? "none" : "***")}";
}
