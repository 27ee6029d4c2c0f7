using System.Collections.Concurrent;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>The truth that indices are filled from.</summary>
internal sealed class RecordOfVersions(IdentityKey[] keys)
{
    private readonly ConcurrentDictionary<IdentityKey, long> _versions = new(keys.Select(key => KeyValuePair.Create(key, 1L)));

    /// <summary>In the order of the keys given.</summary>
    public IEnumerable<(IdentityKey Key, long Version)> All => keys.Select(key => (key, _versions[key]));

    public long Advance(IdentityKey key) => _versions.AddOrUpdate(key, 1, (_, version) => version + 1);
}
