using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>One silo: its activations, services and status.</summary>
internal sealed class Silo
{
    private static readonly DeactivationReason ShuttingDown = new(DeactivationReasonCode.ShuttingDown, "This silo is shutting down");
    private readonly Dictionary<GrainId, StatelessWorkers> _workers = [];
    private readonly Lazy<IIncomingGrainCallFilter[]> _filters;
    private readonly IdleCollector _collector;
    private volatile bool _killed;
    private volatile bool _gone;

    public Silo(Cluster cluster, string name, SiloAddress address, IServiceProvider services)
    {
        Cluster = cluster;
        Name = name;
        Address = address;
        Services = services;
        Time = services.GetRequiredService<TimeProvider>();
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("MemberGrains.Engine.Embedded");
        var collection = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        ActivationTimeout = collection.ActivationTimeout;
        DeactivationTimeout = collection.DeactivationTimeout;
        Metadata = SiloMetadata.Of(services.GetServices<SiloMetadata>().SelectMany(m => m.Metadata).GroupBy(m => m.Key).Select(g => g.Last()));
        _collector = new IdleCollector(this, collection);
        // Filters are made late: they may ask for the grain factory, and so for this silo.
        _filters = new Lazy<IIncomingGrainCallFilter[]>(() => services.GetServices<IIncomingGrainCallFilter>().ToArray());
        Runtime = new CallRuntime(
            cluster,
            this,
            name,
            services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value,
            services,
            Time,
            services.GetServices<IOutgoingGrainCallFilter>().ToArray());
    }

    public Cluster Cluster { get; }

    public string Name { get; }

    public SiloAddress Address { get; }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public TimeSpan ActivationTimeout { get; }

    public TimeSpan DeactivationTimeout { get; }

    public SiloMetadata Metadata { get; }

    public CallRuntime Runtime { get; }

    public ActivationList Activations { get; } = new();

    public IIncomingGrainCallFilter[] IncomingFilters => _filters.Value;

    public SiloStatus Status { get; set; } = SiloStatus.Created;

    /// <summary>Set in a silo that the others have given up: what it still believes.</summary>
    public GrainDirectory? OwnDirectory { get; private set; }

    /// <summary>Whether it was killed, or has stopped: nothing runs in it any more.</summary>
    public bool IsGone
    {
        get => _gone;
        private set => _gone = value;
    }

    public SiloUnavailableException Unavailable() => new($"The silo {Name} ({Address}) is no longer available.");

    public void Join()
    {
        Cluster.Add(Runtime);
        Cluster.SetStatus(this, SiloStatus.Active);
        _collector.Start();
    }

    /// <summary>A call arrives for a grain that shall live here.</summary>
    public void Receive(Call call)
    {
        if (_killed)
        {
            call.Fail(Unavailable());
        }
        else if (IsGone)
        {
            Cluster.Forward(call);
        }
        else if (call.Class.StatelessWorker is not null)
        {
            WorkersOf(call).Receive(call);
        }
        else if (DirectoryFor().Find(call.Target) is { } existing)
        {
            Hand(call, existing);
        }
        else if (Status != SiloStatus.Active && OwnDirectory is null)
        {
            Cluster.Forward(call);
        }
        else
        {
            var candidate = new Activation(this, call.Class, call.Target.Key);
            var winner = DirectoryFor().FindOrAdd(call.Target, candidate);
            if (winner == candidate) Add(candidate);
            Hand(call, winner);
            // The silo left between the question and the act: the activation serves nobody and sends its calls on.
            if (winner == candidate && IsGone) candidate.RequestDeactivation(ShuttingDown);
        }
    }

    /// <summary>Ends activations idle for <paramref name="ageLimit"/>.</summary>
    public void Collect(TimeSpan ageLimit) => _collector.Collect(ageLimit);

    public void Add(Activation activation) => Activations.Add(activation);

    public void Remove(Activation activation)
    {
        Activations.Remove(activation);
        if (activation.Class.StatelessWorker is null) DirectoryFor().Remove(activation);
        else WorkersOf(activation.GrainId, activation.Class).Remove(activation);
    }

    /// <summary>Takes no new activations.</summary>
    public void BeginLeaving() => Cluster.SetStatus(this, SiloStatus.ShuttingDown);

    /// <summary>Ends all activations; calls that wait for them go to other silos.</summary>
    public async Task DeactivateAll(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && Activations.All() is { Count: > 0 } remaining)
        {
            foreach (var activation in remaining) activation.RequestDeactivation(ShuttingDown);
            foreach (var activation in remaining) await activation.Deactivated.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Has stopped: calls and answers under way still arrive. Turns that did not end in time are lost.</summary>
    public void Leave() => Vanish(static call => call.IsUnanswered);

    /// <summary>Ends between two steps: everything here is lost, and so are the calls that are here or under way.</summary>
    public void Kill()
    {
        _killed = true;
        Vanish(static _ => true);
    }


    /// <summary>The others give this silo up, and it does not know: its grains live on here, and anew elsewhere.</summary>
    public void BecomeZombie()
    {
        var own = new GrainDirectory();
        var activations = Activations.Where(a => a.Class.StatelessWorker is null);
        foreach (var activation in activations) own.FindOrAdd(activation.GrainId, activation);
        OwnDirectory = own;
        Cluster.Faults.Add(this);
        Cluster.SetStatus(this, SiloStatus.Dead);
        foreach (var activation in activations) Cluster.Directory.Remove(activation);
        Cluster.FailCallsTo(this, static _ => true);
    }

    private void Vanish(Func<Call, bool> isLost)
    {
        if (IsGone) return;
        IsGone = true;
        _collector.Stop();
        Cluster.SetStatus(this, SiloStatus.Dead);
        Cluster.Faults.Remove(this);
        foreach (var activation in Activations.All())
        {
            activation.Kill();
            Remove(activation);
        }

        Cluster.FailCallsTo(this, isLost);
        Cluster.Remove(Runtime);
    }

    private GrainDirectory DirectoryFor() => OwnDirectory ?? Cluster.Directory;

    private void Hand(Call call, Activation activation)
    {
        if (activation.Silo == this) activation.Enqueue(call);
        else Cluster.Deliver(call, activation.Silo, activation);
    }

    private StatelessWorkers WorkersOf(Call call) => WorkersOf(call.Target, call.Class);

    private StatelessWorkers WorkersOf(GrainId grain, GrainClass grainClass)
    {
        lock (_workers)
        {
            if (!_workers.TryGetValue(grain, out var workers)) _workers[grain] = workers = new StatelessWorkers(this, grainClass, grain.Key);
            return workers;
        }
    }
}
