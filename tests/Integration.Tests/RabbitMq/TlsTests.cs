using MemberGrains.ChangeStream.Port;
using MemberGrains.ChangeStream.RabbitMq;
using MemberGrains.Servers;
using MemberGrains.Servers.Testing;
using MemberGrains.Servers.Tls;
using Broker = MemberGrains.Servers.RabbitMq.RabbitMqBroker;

namespace MemberGrains.Integration.Tests.RabbitMq;

/// <summary>The news over TLS: who is believed, who is not, and how that is told.</summary>
[Collection(nameof(RabbitMqCollection))]
[Needs(Server.RabbitMq)]
public sealed class TlsTests(RabbitMqFixture plain, TlsBroker encrypted) : IClassFixture<TlsBroker>
{
    [ServerFact]
    public async Task A_broker_of_the_named_authority_takes_messages_and_gives_them()
    {
        await using var broker = Adapter.Open("a", Options(encrypted.Server, encrypted.Authority), "cache");
        var told = new Told();
        await using var consumer = broker.Subscribe("cache", told.Take);

        await Stream.ConfirmedAsync(broker, Stream.Message(1));

        await told.UntilAsync(seen => seen.Numbers.Count == 1);
    }

    [ServerFact]
    public async Task A_broker_of_another_authority_is_told_nothing()
    {
        using var another = new TestAuthority();

        var fault = await RefusedAsync(Options(encrypted.Server, another));

        Assert.Contains("is not trusted by", fault.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task Without_a_named_authority_the_machine_decides()
    {
        var fault = await RefusedAsync(Options(encrypted.Server, null));

        Assert.Contains("is not trusted by this machine", fault.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_broker_under_another_name_is_told_nothing()
    {
        var options = Options(encrypted.Server, encrypted.Authority);
        options.TlsServerName = "broker.example";

        var fault = await RefusedAsync(options);

        Assert.Contains("is for another name", fault.Message, StringComparison.Ordinal);
    }

    [ServerFact]
    public async Task A_broker_without_TLS_is_told_nothing()
    {
        var fault = await RefusedAsync(Options(plain.Server, encrypted.Authority));

        Assert.Contains("TLS", fault.Message, StringComparison.Ordinal);
    }

    private static RabbitMqOptions Options(Broker server, TestAuthority? authority)
    {
        var options = Adapter.Options(server, "/");
        (options.Tls, options.TlsCa) = (true, authority?.CaFile);
        return options;
    }

    private static async Task<NotConfirmedException> RefusedAsync(RabbitMqOptions options)
    {
        await using var broker = Adapter.Open("a", options, "cache");
        var fault = await Assert.ThrowsAsync<NotConfirmedException>(async () => await broker.PublishAsync(Stream.Message(1), CancellationToken.None));
        Assert.DoesNotContain(options.Password, fault.ToString(), StringComparison.Ordinal);
        return fault;
    }
}
