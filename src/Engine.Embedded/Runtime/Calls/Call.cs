using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// A grain call from the caller's copy of the arguments to the answer. A class with fields for the arguments is made for
/// each method by <see cref="ReferenceEmitter"/>.
/// </summary>
#pragma warning disable CA1001 // A token source without timer and wait handle holds nothing to dispose of.
internal abstract class Call : Turn, IInvokable
#pragma warning restore CA1001
{
    private int _finished;
    private volatile bool _ended;
    private CancellationTokenRegistration _callerToken;
    private CancellationTokenSource? _calleeToken;

    // Links of the list of calls in flight (CallsInFlight).
    internal Call? NextInFlight;
    internal Call? PreviousInFlight;
    internal int Stripe = -1;

    public GrainId Target { get; private set; }

    public GrainClass Class { get; private set; } = null!;

    public MethodShape Shape { get; private set; } = null!;

    public CallRuntime Sender { get; private set; } = null!;

    public Activation? Source { get; private set; }

    /// <summary>The caller's request context; never changed.</summary>
    public Dictionary<string, object>? Context { get; internal set; }

    /// <summary>The timestamp at which the caller gives up.</summary>
    public long Deadline { get; internal set; }

    public TimeSpan ResponseTimeout { get; internal set; }

    /// <summary>Where the call is, or is on its way to.</summary>
    public Silo? TargetSilo { get; internal set; }

    public int Forwards { get; internal set; }

    /// <summary>Whether it has begun at its target and not ended there.</summary>
    public bool IsUnanswered => Host is not null && Host.Silo == TargetSilo && !_ended;

    public bool IsFinished => Volatile.Read(ref _finished) != 0;

    public sealed override bool Interleaves => Shape.AlwaysInterleave;

    public sealed override bool ReadOnly => Shape.ReadOnly;

    public virtual void Address(GrainReference reference, CallRuntime sender, Activation? source, MethodShape shape)
    {
        Target = reference.GrainId;
        Class = reference.Class ?? GrainClasses.Of(reference.Interface);
        Sender = sender;
        Source = source;
        Shape = shape;
    }

    /// <summary>Lets the caller's token cancel this call. False when it is cancelled already.</summary>
    public bool LinkToken()
    {
        var token = Token;
        if (!token.CanBeCanceled) return true;
        if (token.IsCancellationRequested) return false;
        _calleeToken = new CancellationTokenSource();
        Token = _calleeToken.Token;
        _callerToken = token.UnsafeRegister(static (state, token) => ((Call)state!).OnCallerCancelled(token), this);
        if (IsFinished) _callerToken.Dispose();
        return true;
    }

    public sealed override Task? Begin(Activation activation)
    {
        if (IsFinished && !Shape.OneWay) return null; // The caller has given up: what it asked for may no longer be wanted.
        if (activation.Environment.Traces) activation.Environment.Trace("turn", $"{Target} {Shape.Method.Name} on {activation.Silo.Name}");
        RequestContext.Current = Context;
        return activation.Filters.Length == 0 && !activation.Class.FiltersItself
            ? Invoke(activation.Instance!)
            : InvokeFiltered(new IncomingCallContext(this, activation));
    }

    public sealed override void End(Activation activation, Task task)
    {
        if (Shape.OneWay)
        {
            if (task.IsFaulted) Activation.LogOneWayFailed(activation.Silo.Logger, ToString(), task.Exception);
            return;
        }

        Capture(task);
        _ended = true;
        if (activation.Environment.Network is { } network) network.Reply(this);
        else Answer();
    }

    public sealed override void Reroute(Activation activation)
    {
        if (activation.IsKilled) Fail(activation.Silo.Unavailable());
        else activation.Silo.Cluster.Forward(this);
    }

    /// <summary>Hands the caller the answer captured at the callee.</summary>
    public abstract void Answer();

    /// <summary>Ends the call at the callee's token, if it is still running there.</summary>
    public void CancelCallee()
    {
        if (_calleeToken is not { } token) return;
        if (Host is { } host) host.QueueAction(() => token.Cancel());
        else token.Cancel();
    }

    public override string ToString() => $"{Shape.Interface.FullName}.{Shape.Method.Name} at {Target}";

    // IInvokable
    public object? GetTarget() => Host?.Instance;

    public int GetArgumentCount() => Shape.Parameters.Length;

    public abstract object? GetArgument(int index);

    public abstract void SetArgument(int index, object value);

    public string GetMethodName() => Shape.Method.Name;

    public string GetInterfaceName() => Shape.Interface.FullName!;

    public MethodInfo GetMethod() => Shape.Method;

    public Type GetInterfaceType() => Shape.Interface;

    public TimeSpan? GetDefaultResponseTimeout() => Shape.ResponseTimeout;

    /// <summary>The argument that is the cancellation token; none when the method has no such parameter.</summary>
    public virtual CancellationToken Token
    {
        get => CancellationToken.None;
        set { }
    }

    /// <summary>Calls the method of the grain.</summary>
    public abstract Task Invoke(object grain);

    /// <summary>The result of the ended task of <see cref="Invoke"/>.</summary>
    internal abstract object? ResultOf(Task task);

    /// <summary>Invokes by way of the filters, which may change the result.</summary>
    private protected abstract Task InvokeFiltered(IncomingCallContext context);

    /// <summary>Keeps the copy of the result, or the exception, for <see cref="Answer"/>.</summary>
    private protected abstract void Capture(Task task);

    /// <summary>True for the first of answer, time-out, cancellation and fault; the others come too late.</summary>
    private protected bool TryFinish()
    {
        if (Interlocked.Exchange(ref _finished, 1) != 0) return false;
        Sender.InFlight.Remove(this);
        _callerToken.Dispose();
        return true;
    }

    private protected abstract bool TryCancel(CancellationToken token);

    private void OnCallerCancelled(CancellationToken token)
    {
        if (Sender.WaitForCancellationAcknowledgement || TryCancel(token)) CancelCallee();
    }
}
