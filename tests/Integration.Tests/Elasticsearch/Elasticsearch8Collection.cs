using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>One node of version 8 for all tests that leave it alone; each has indices of its own.</summary>
[CollectionDefinition(nameof(Elasticsearch8Collection))]
public sealed class Elasticsearch8Collection : ICollectionFixture<Elasticsearch8Fixture>;
