using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Conformance.Search;

/// <summary>Elasticsearch 8.</summary>
[Needs(Server.Elasticsearch)]
public sealed class Elasticsearch8Conformance(Elasticsearch8Fixture fixture) : ElasticsearchConformance(fixture), IClassFixture<Elasticsearch8Fixture>;
