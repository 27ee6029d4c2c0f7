using MemberGrains.Resilience.Dependencies;
using MemberGrains.Resilience.Trust;
using Polly;
using RabbitMQ.Client;

namespace MemberGrains.ChangeStream.RabbitMq;

/// <summary>
/// One connection, made when it is needed and again when it was lost. The library's own recovery is off: it takes seconds,
/// and does not know what must be declared first.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConnectionFactory _factory;
    private readonly ResiliencePipeline _pipeline;
    private IConnection? _connection;
    private bool _closed;

    public BrokerConnection(string center, string purpose, RabbitMqOptions options, DependencyPipelines pipelines)
    {
        _pipeline = pipelines.Build(DependencyCall.BrokerSetup, $"{center}-{purpose}", BrokerFaults.Rules);
        _factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.Port,
            UserName = options.User,
            Password = options.Password,
            VirtualHost = options.VirtualHost,
            Ssl = new SslOption(options.TlsServerName ?? options.Host, enabled: options.Tls) { CertificateValidationCallback = ServerTrust.Of(options.TlsCa) },
            ClientProvidedName = $"membergrains {purpose}",
            RequestedHeartbeat = options.Heartbeat,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
        };
    }

    /// <summary>Sets something up on the open connection, both within the time of <see cref="DependencyCall.BrokerSetup"/>.</summary>
    public ValueTask<T> SetUpAsync<T>(Func<IConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellation) =>
        _pipeline.ExecuteAsync(async token => await work(await GetAsync(token), token), cancellation);

    /// <summary>Gives a connection up that does not answer, without waiting for the broker to agree.</summary>
    public static async Task AbandonAsync(IConnection connection)
    {
        try
        {
            await connection.CloseAsync(Constants.ConnectionForced, "It does not answer.", TimeSpan.FromMilliseconds(100), abort: true, CancellationToken.None);
        }
        catch (Exception)
        {
            // It is gone, which is what was wanted.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        _closed = true;
        if (_connection is { } connection)
        {
            await AbandonAsync(connection);
            await connection.DisposeAsync();
        }

        _gate.Release();
    }

    private async ValueTask<IConnection> GetAsync(CancellationToken cancellation)
    {
        if (_connection is { IsOpen: true } open) return open;
        await _gate.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_connection is { IsOpen: true } made) return made;
            if (_connection is { } lost) await lost.DisposeAsync();
            _connection = null;
            return _connection = await _factory.CreateConnectionAsync(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }
}
