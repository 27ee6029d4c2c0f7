using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>One node of version 7 for all tests that leave it alone; each has indices of its own.</summary>
[CollectionDefinition(nameof(Elasticsearch7Collection))]
public sealed class Elasticsearch7Collection : ICollectionFixture<ElasticsearchFixture>;
