namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>Tests that share one world; each names identities of its own.</summary>
[CollectionDefinition(Name)]
public sealed class WorldCollection : ICollectionFixture<GatewayWorld>
{
    public const string Name = "one world";
}
