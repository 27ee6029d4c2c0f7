using MemberGrains.Storage.Port;

namespace MemberGrains.Storage.MySql.Configuration;

/// <summary>The primaries that the configuration names, in role epoch 1: until a role store says otherwise.</summary>
internal sealed class ConfiguredPrimaries(MySqlRecordOptions options) : IPrimaryDirectory
{
    public PrimaryRole PrimaryOf(string cluster) =>
        new(options.Clusters.Single(one => one.Id == cluster).Primary, 1);
}
