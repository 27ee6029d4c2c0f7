using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The silos and clients of one cluster in this process, and the way of a call to its grain.</summary>
internal sealed class Cluster
{
    private readonly Lock _gate = new();
    private readonly List<CallRuntime> _senders = [];
    private readonly Dictionary<SiloAddress, Silo> _silos = [];
    private volatile Silo[] _active = [];
    private long _activations;
    private int _gateway = -1;
    private int _generation;

    public Cluster(string id, EngineEnvironment environment)
    {
        Id = id;
        Environment = environment;
        Placement = new Placement(this);
    }

    public string Id { get; }

    public EngineEnvironment Environment { get; }

    public GrainDirectory Directory { get; } = new();

    public Placement Placement { get; }

    public FaultState Faults { get; } = new();

    /// <summary>The silos that take new activations, in the order of their addresses.</summary>
    public Silo[] ActiveSilos => _active;

    public long NextActivation() => Interlocked.Increment(ref _activations);

    public int NextGeneration() => Interlocked.Increment(ref _generation);

    public Silo? Find(SiloAddress address)
    {
        lock (_gate) return _silos.GetValueOrDefault(address);
    }

    /// <summary>Every silo that ever was in the cluster, in the order of their addresses.</summary>
    public Silo[] AllSilos()
    {
        lock (_gate) return [.. _silos.Values.OrderBy(s => s.Address)];
    }

    public void Add(CallRuntime sender)
    {
        lock (_gate) _senders.Add(sender);
    }

    public void Remove(CallRuntime sender)
    {
        lock (_gate) _senders.Remove(sender);
    }

    public void SetStatus(Silo silo, SiloStatus status)
    {
        lock (_gate)
        {
            silo.Status = status;
            _silos[silo.Address] = silo;
            _active = [.. _silos.Values.Where(s => s.Status == SiloStatus.Active).OrderBy(s => s.Address)];
        }

        if (Environment.Traces) Environment.Trace("silo", $"{silo.Name} {status}");
    }

    public void FailCallsTo(Silo silo, Func<Call, bool> isLost)
    {
        CallRuntime[] senders;
        lock (_gate) senders = [.. _senders];
        foreach (var sender in senders) sender.InFlight.FailAllTo(silo, isLost);
    }

    /// <summary>Brings a call to the activation of its grain, or to the silo that shall have one.</summary>
    public void Route(Call call)
    {
        var view = call.Sender.View;
        if (call.Class.StatelessWorker is not null)
        {
            // A silo that leaves hands over; one given up by the others, or the last one, keeps to itself.
            var local = view is { Status: SiloStatus.Active } or { OwnDirectory: not null, IsGone: false } ? view : Gateway() ?? view;
            if (local is null or { IsGone: true }) call.Fail(NoSilo());
            else Deliver(call, local, null);
        }
        else if (Faults.Redirect(this, call, view) is { } stale)
        {
            Deliver(call, stale.Silo, stale);
        }
        else if (Directory.Find(call.Target) is { } activation)
        {
            Deliver(call, activation.Silo, activation);
        }
        else
        {
            Placement.Place(call, view);
        }
    }

    /// <summary>The call arrived at a silo or activation that can not take it.</summary>
    public void Forward(Call call)
    {
        if (call.IsFinished && !call.Shape.OneWay) return;
        if (++call.Forwards > MaxForwards) call.Fail(new OrleansMessageRejectionException($"The call {call} was forwarded {MaxForwards} times and found no activation."));
        else Route(call);
    }

    public void Deliver(Call call, Silo silo, Activation? activation)
    {
        call.TargetSilo = silo;
        if (Environment.Network is { } network) network.Request(call);
        else if (Faults.Cuts(call.Sender.View, silo)) return;
        else if (activation is not null) activation.Enqueue(call);
        else silo.Receive(call);
    }

    /// <summary>A silo for a client's call, each in turn. Null: there is none.</summary>
    public Silo? Gateway()
    {
        var active = _active;
        return active.Length == 0 ? null : active[(int)((uint)Interlocked.Increment(ref _gateway) % (uint)active.Length)];
    }

    public static SiloUnavailableException NoSilo() => new("No silo of the cluster is active.");

    // In one process a call is forwarded only while activations end under it, so a long way is a fault of the engine.
    private const int MaxForwards = 100;
}
