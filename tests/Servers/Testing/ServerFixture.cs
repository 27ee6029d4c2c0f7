using Xunit;

namespace MemberGrains.Servers.Testing;

/// <summary>
/// One server for the tests of a class or collection. Where it is missing nothing is started, and the tests are skipped; one
/// that runs all the same (in CI) is told the reason by <see cref="Server"/>.
/// </summary>
public abstract class ServerFixture<T>(Server kind) : IAsyncLifetime
    where T : RealServer
{
    private T? _server;

    /// <exception cref="ServerMissingException">It is not on this machine.</exception>
    public T Server => _server ?? throw new ServerMissingException(ServerPrograms.WhyMissing(kind) ?? "it was not started");

    public async Task InitializeAsync()
    {
        if (ServerPrograms.WhyMissing(kind) is null) _server = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    protected abstract Task<T> StartAsync();
}
