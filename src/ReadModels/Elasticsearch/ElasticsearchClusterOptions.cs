using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using MemberGrains.ReadModels.Search;
using MemberGrains.Resilience.Trust;

namespace MemberGrains.ReadModels.Elasticsearch;

/// <summary>One search cluster: <c>Search:Elasticsearch:primary</c>, <c>backup</c> or <c>marketing</c>.</summary>
public sealed class ElasticsearchClusterOptions
{
    /// <summary>Section of the three clusters.</summary>
    public const string Section = "Search:Elasticsearch";

    /// <summary>Names of the three subsections.</summary>
    public static ImmutableArray<string> Roles { get; } = [.. Enum.GetValues<SearchSource>().Select(RoleOf)];

    /// <summary>The cluster's nodes; one that fails is left alone for a while and the next is asked.</summary>
    /// <value>At least one <c>http://</c> or <c>https://</c> URL, without credentials in it.</value>
    [MinLength(1)]
    public string[] Urls { get; set; } = [];

    /// <summary>User of basic authentication, together with <see cref="Password"/>.</summary>
    /// <value>Default null: none.</value>
    public string? User { get; set; }

    /// <summary>Password of <see cref="User"/>. A secret.</summary>
    /// <value>Default null.</value>
    public string? Password { get; set; }

    /// <summary>Encoded API key, in place of user and password. A secret.</summary>
    /// <value>Default null: none.</value>
    public string? ApiKey { get; set; }

    /// <summary>File of the certificate authority, in PEM, that must have issued the nodes' certificates.</summary>
    /// <value>Default null: any that this machine trusts.</value>
    [CaFile]
    public string? TlsCa { get; set; }

    /// <summary>What the names of indices, aliases and templates begin with.</summary>
    /// <value>Default <c>membergrains</c>; lower-case letters, digits and hyphens, at most 63, beginning with a letter.</value>
    [Required]
    [RegularExpression("[a-z][a-z0-9-]{0,62}")]
    public string IndexPrefix { get; set; } = "membergrains";

    /// <summary>Time between two refreshes; set explicitly, because a shard that nobody searches is not refreshed otherwise.</summary>
    /// <value>Default 1 s; 100 ms to 1 min, below the lag budget of search.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Primary shards of an index: as many as keep each below 50 GB.</summary>
    /// <value>Default 3; 1 to 1,024. Changed for a living cluster by <c>./dev rebuild</c>.</value>
    [Range(1, 1_024)]
    public int Shards { get; set; } = 3;

    /// <summary>Copies of every shard beside the primary one.</summary>
    /// <value>Default null: 1 where there are several data nodes, else 0; 0 to 5.</value>
    [Range(0, 5)]
    public int? Replicas { get; set; }

    /// <summary>A rebuild that has given no sign of life for so long is taken for dead, and its index is dropped.</summary>
    /// <value>Default 10 s; 1 s to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RebuildLease { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The subsection of a role.</summary>
    public static string RoleOf(SearchSource source) => source switch
    {
        SearchSource.Primary => "primary",
        SearchSource.Backup => "backup",
        SearchSource.Marketing => "marketing",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "No such role."),
    };

    /// <summary>Without secrets.</summary>
    public override string ToString()
    {
        string credentials = ApiKey is not null ? "API key ***" : User is not null ? $"user {User}, password ***" : "no credentials";
        return $"{string.Join(", ", Urls)} ({credentials}), indices {IndexPrefix}-*, refresh {RefreshInterval}, {Shards} shards, {Replicas?.ToString(CultureInfo.InvariantCulture) ?? "as many as fit"} replicas";
    }
}
