using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Port;

namespace MemberGrains.Silo.Roles;

/// <summary>The primaries that this process's configuration names: what holds until the role store has said otherwise.</summary>
/// <param name="primaries">Node of each physical cluster; a cluster that is not named is one server, called like the cluster.</param>
public sealed class ConfiguredRoles(IReadOnlyDictionary<string, string> primaries)
{
    /// <summary>As the section <see cref="MySqlRecordOptions.Section"/> has them.</summary>
    public static ConfiguredRoles Of(IConfiguration settings) => new(
        (settings.GetSection(MySqlRecordOptions.Section).Get<MySqlRecordOptions>() ?? new()).Clusters
            .GroupBy(cluster => cluster.Id, StringComparer.Ordinal)
            .ToDictionary(cluster => cluster.Key, cluster => cluster.First().Primary, StringComparer.Ordinal));

    /// <summary>In role epoch 1.</summary>
    public PrimaryRole PrimaryOf(string cluster) => new(primaries.GetValueOrDefault(cluster, cluster), 1);
}
