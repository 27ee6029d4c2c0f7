using Orleans;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private volatile ActivationState _state;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) =>
        RequestDeactivation(deactivationReason);

    /// <summary>Ends the activation once its running turns have ended; safe from any thread, and more than once.</summary>
    public void RequestDeactivation(DeactivationReason reason)
    {
        lock (this)
        {
            if (_state >= ActivationState.Deactivating || IsEnding) return;
            Parts.Reason = reason;
        }

        Add(Pump);
    }

    /// <summary>The silo is gone: nothing more of this runs.</summary>
    public void Kill()
    {
        _killed = true;
        _state = ActivationState.Ended;
        StopTimers();
        lock (this) _parts?.Ended?.TrySetResult();
    }

    private void Activate(Turn first)
    {
        _state = ActivationState.Activating;
        _ = ActivateAsync((first as Call)?.Context);
    }

    private async Task ActivateAsync(Dictionary<string, object>? context)
    {
        try
        {
            RequestContext.Current = context;
            if (Environment.Traces) Environment.Trace("activate", ToString());
            if (Class.HasOnActivate || Class.HasState)
            {
                using var limit = new CancellationTokenSource(Silo.ActivationTimeout, Silo.Time);
                Instance = Class.HasState ? await Class.CreateAsync(Silo.Services, GrainId, limit.Token) : Class.Create(Silo.Services);
                await Instance.OnActivateAsync(limit.Token);
            }
            else
            {
                Instance = Class.Create(Silo.Services);
            }

            RequestContext.Clear();
            _state = ActivationState.Active;
            LastUse = Silo.Time.GetTimestamp();
        }
        catch (Exception fault)
        {
            LogNotActivated(Silo.Logger, GrainId, fault);
            Leave();
            while (_waiting?.TryDequeue(out var turn) == true) turn.Fail(fault);
            return;
        }

        if (!_killed) ServeWaiting();
    }

    private void EndIfAsked()
    {
        if (_state != ActivationState.Active || _parts?.Reason is not { } reason) return;
        if (reason.ReasonCode == DeactivationReasonCode.ActivationIdle && (_running > 0 || _waiting is { Count: > 0 }))
        {
            // A call came before the collector's wish was read: the activation stays.
            lock (this) _parts.Reason = null;
            if (_waiting is { Count: > 0 }) Add(Pump);
        }
        else if (_running == 0)
        {
            StartToEnd();
        }
        else
        {
            _parts.Patience ??= Silo.Time.CreateTimer(static state => ((Activation)state!).Add(PatienceIsOver), this, Silo.DeactivationTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    private void StartToEnd()
    {
        _state = ActivationState.Deactivating;
        _parts!.Patience?.Dispose();
        StopTimers();
        _ = EndAsync(_parts.Reason!.Value);
    }

    private async Task EndAsync(DeactivationReason reason)
    {
        try
        {
            if (Environment.Traces) Environment.Trace("deactivate", $"{this} {reason.ReasonCode}");
            if (Class.HasOnDeactivate)
            {
                using var limit = new CancellationTokenSource(Silo.DeactivationTimeout, Silo.Time);
                await Instance!.OnDeactivateAsync(reason, limit.Token).WaitAsync(Silo.DeactivationTimeout, Silo.Time);
            }
        }
        catch (Exception fault)
        {
            LogNotDeactivated(Silo.Logger, GrainId, fault);
        }

        Leave();
        while (_waiting?.TryDequeue(out var turn) == true) SendOn(turn);
        _waiting = null;
        await DisposeInstance();
    }

    private void Leave()
    {
        Silo.Remove(this);
        lock (this)
        {
            _state = ActivationState.Ended;
            _parts?.Ended?.TrySetResult();
        }
    }

    private async Task DisposeInstance()
    {
        try
        {
            if (Instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (Instance as IDisposable)?.Dispose();
        }
        catch (Exception fault)
        {
            LogNotDeactivated(Silo.Logger, GrainId, fault);
        }
    }
}
