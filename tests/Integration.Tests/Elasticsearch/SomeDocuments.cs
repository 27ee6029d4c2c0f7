using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;
using MemberGrains.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Documents that do not matter to a test.</summary>
internal static class SomeDocuments
{
    public static Relation Of(IdentityKey key, long version) =>
        new(key, version, SomeEvents.State("m-" + key.Value, version, SomeEvents.Time.AddMilliseconds(version), key));

    /// <summary>The identity's and its member's document.</summary>
    public static SearchBatch Batch(params (IdentityKey Key, long Version)[] documents) => new(
        [.. documents.Select(document => Of(document.Key, document.Version))],
        [.. documents.Select(document => new MemberTouch("m-" + document.Key.Value, document.Version, [document.Key], null))]);
}
