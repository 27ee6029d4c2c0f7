using MemberGrains.Servers.Testing;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>One broker for all of them, one after the other: some kill it.</summary>
[CollectionDefinition(nameof(RabbitMqCollection))]
public sealed class RabbitMqCollection : ICollectionFixture<RabbitMqFixture>;
