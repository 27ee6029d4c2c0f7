namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>One narrow node for tests that write little, or want it full.</summary>
[CollectionDefinition(nameof(NarrowNodeCollection))]
public sealed class NarrowNodeCollection : ICollectionFixture<NarrowNode>;
