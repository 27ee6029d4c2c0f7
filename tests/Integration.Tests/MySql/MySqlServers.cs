using MemberGrains.Conformance.Storage.MySql;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>One pair of servers for all tests that hurt them, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class MySqlServers : ICollectionFixture<MySqlPair>
{
    public const string Name = "MySQL faults";
}
