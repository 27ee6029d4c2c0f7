using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Conformance.Search;

/// <summary>Elasticsearch 7.17.</summary>
[Needs(Server.Elasticsearch)]
public sealed class Elasticsearch7Conformance(ElasticsearchFixture fixture) : ElasticsearchConformance(fixture), IClassFixture<ElasticsearchFixture>;
