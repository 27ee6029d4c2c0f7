using MemberGrains.Servers.Tls;

namespace MemberGrains.Servers.RabbitMq;

/// <summary>How a broker differs from a plain one.</summary>
public sealed record RabbitMqOptions
{
    /// <value>Beside <c>/</c>; the account has all rights in each.</value>
    public IReadOnlyList<string> VirtualHosts { get; init; } = [];

    /// <value>Such as <c>rabbitmq_management</c>, which then listens on <see cref="RabbitMqBroker.ManagementPort"/>.</value>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <value>With one it speaks TLS only; null: it does not.</value>
    public ServerCertificate? Tls { get; init; }

    /// <value>Further lines of <c>rabbitmq.conf</c>.</value>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
