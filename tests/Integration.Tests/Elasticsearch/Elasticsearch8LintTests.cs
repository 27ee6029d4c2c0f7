using MemberGrains.Servers;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.Elasticsearch;

/// <summary>Elasticsearch 8.</summary>
[Collection(nameof(Elasticsearch8Collection))]
[Needs(Server.Elasticsearch)]
public sealed class Elasticsearch8LintTests(Elasticsearch8Fixture fixture) : LintTests(fixture);
