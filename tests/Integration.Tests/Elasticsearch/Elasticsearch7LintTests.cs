using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Elasticsearch 7.17.</summary>
[Collection(nameof(Elasticsearch7Collection))]
[Needs(Server.Elasticsearch)]
public sealed class Elasticsearch7LintTests(ElasticsearchFixture fixture) : LintTests(fixture);
