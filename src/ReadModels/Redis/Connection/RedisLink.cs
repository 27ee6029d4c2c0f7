using System.Net;
using MemberGrains.ReadModels.Redis.Options;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>
/// Keeps a session with the primary of a center's cache, and leaves it when the primary hangs, is another one, or began
/// anew. The library would go on calling a hung old primary after a failover: here a session has one server for all its
/// life, and who is primary is asked apart from it.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly string _center;
    private readonly IPrimaryLocator _locator;
    private readonly RedisCacheOptions _options;
    private readonly Func<string> _marks;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _wake = NewWake();
    private TaskCompletionSource<RedisSession> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RedisSession? _current;
    private Task? _loop;
    private bool _down;

    /// <param name="center">The cache's center.</param>
    /// <param name="locator">Who knows the primary; owned.</param>
    /// <param name="options">Times and secrets.</param>
    /// <param name="marks">A text that no session of any process ever had.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where comings and goings are told.</param>
    public RedisLink(string center, IPrimaryLocator locator, RedisCacheOptions options, Func<string> marks, TimeProvider time, ILogger logger) =>
        (_center, _locator, _options, _marks, _time, _logger) = (center, locator, options, marks, time, logger);

    /// <summary>Told of every new session.</summary>
    public Action<RedisSession>? Opened { get; set; }

    /// <summary>The session with the primary; null while there is none.</summary>
    public RedisSession? Current
    {
        get
        {
            if (_loop is null) Start();
            return _current;
        }
    }

    /// <summary>Begins to connect; does not wait.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_stop.IsCancellationRequested) _loop ??= RunAsync();
        }
    }

    /// <summary>Waits for a session.</summary>
    public async Task<RedisSession> ConnectedAsync(CancellationToken cancellation)
    {
        Start();
        Task<RedisSession> connected;
        lock (_gate) connected = _connected.Task;
        return await connected.WaitAsync(cancellation);
    }

    /// <summary>A call of this session failed in a way that its server may have: it is asked now.</summary>
    public void Suspect(RedisSession session)
    {
        if (_current == session) _wake.TrySetResult();
    }

    /// <summary>This session's server is not the primary's run it was: it is used no more.</summary>
    public void Lost(RedisSession session)
    {
        Drop(session);
        _wake.TrySetResult();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_stop.IsCancellationRequested) return;
            _stop.Cancel();
            _connected.TrySetCanceled();
        }

        if (_loop is { } loop) await loop;
        if (_current is { } session) await session.DisposeAsync();
        await _locator.DisposeAsync();
        _stop.Dispose();
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync()
    {
        await Task.Yield(); // whoever starts it does not wait
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var session = _current;
                if (session is null) await ConnectAsync();
                else if (!await IsSoundAsync(session)) Drop(session);
                if (session is null || _current is not null) await PauseAsync(_current is null ? Retry : TimeSpan.FromMilliseconds(_options.ProbeMs));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        using var woken = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await Task.WhenAny(_wake.Task, Task.Delay(pause, _time, woken.Token));
        woken.Cancel();
        if (_wake.Task.IsCompleted) _wake = NewWake();
    }

    private async Task ConnectAsync()
    {
        try
        {
            Exception? fault = null;
            foreach (var endpoint in await _locator.CandidatesAsync(_stop.Token))
            {
                try
                {
                    Use(await RedisSession.OpenAsync(endpoint, _options, _marks(), _time, _stop.Token));
                    return;
                }
                catch (Exception failed) when (failed is RedisException or TimeoutException or CacheServerException)
                {
                    fault = failed;
                }
            }

            TellDown(fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            TellDown(fault);
        }
    }

    private void Use(RedisSession session)
    {
        _logger.CacheConnected(_center, session.Address, session.Run);
        _down = false;
        lock (_gate)
        {
            _current = session;
            _connected.TrySetResult(session);
        }

        Opened?.Invoke(session);
    }

    private async Task<bool> IsSoundAsync(RedisSession session)
    {
        try
        {
            var facts = await session.AskAsync().WaitAsync(TimeSpan.FromMilliseconds(_options.ProbeTimeoutMs), _time, _stop.Token);
            if (facts.Problem is { } problem) throw new CacheServerException(problem);
            var primaries = await _locator.CandidatesAsync(_stop.Token);
            // Nobody knows: then the one that answers, and says that it is primary, stays.
            if (primaries.IsEmpty || primaries.Contains(session.Endpoint)) return true;
            throw new CacheServerException($"{RedisEndpoint.Show(primaries[0])} is the primary now");
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or CacheServerException)
        {
            _logger.CacheLeft(_center, session.Address, fault.Message);
            return false;
        }
    }

    private void Drop(RedisSession session)
    {
        lock (_gate)
        {
            if (_current != session) return;
            _current = null;
            _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        _ = session.DisposeAsync().AsTask();
    }

    private void TellDown(Exception? fault)
    {
        // Once for each time it goes: a try every moment would fill the log.
        if (!_down) _logger.CacheUnreachable(fault, _center);
        _down = true;
    }
}
