using System.Globalization;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The sending side of calls: one for each silo and each client. It makes references and keeps the calls in flight.</summary>
internal sealed class CallRuntime : IClusterClient
{
    private readonly TimeSpan _responseTimeout;
    private readonly long _responseTimeoutTicks;
    private readonly bool _cancelOnTimeout;

    public CallRuntime(Cluster cluster, Silo? silo, string name, MessagingOptions options, IServiceProvider services, TimeProvider time, IOutgoingGrainCallFilter[] filters)
    {
        Cluster = cluster;
        Silo = silo;
        Name = name;
        ServiceProvider = services;
        Time = time;
        Filters = filters;
        WaitForCancellationAcknowledgement = options.WaitForCancellationAcknowledgement;
        _cancelOnTimeout = options.CancelRequestOnTimeout;
        _responseTimeout = options.ResponseTimeout;
        _responseTimeoutTicks = Ticks(_responseTimeout);
        InFlight = new CallsInFlight(this, _responseTimeout);
    }

    public Cluster Cluster { get; }

    /// <summary>Null in a client.</summary>
    public Silo? Silo { get; }

    public string Name { get; }

    public IServiceProvider ServiceProvider { get; }

    public TimeProvider Time { get; }

    public IOutgoingGrainCallFilter[] Filters { get; }

    public CallsInFlight InFlight { get; }

    public bool WaitForCancellationAcknowledgement { get; }

    /// <summary>Set in a client that is bound to one silo: it sees the cluster as that silo does, and shares its fate.</summary>
    public Silo? Gateway { get; init; }

    /// <summary>The silo whose view of the cluster counts. Null: a client's, which sees all active silos.</summary>
    public Silo? View => Silo ?? Gateway;

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)MakeReference(typeof(TGrainInterface), primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return (TGrainInterface)(object)MakeReference(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);
    }

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(grainPrimaryKey);
        return (IGrain)(object)MakeReference(grainInterfaceType, grainPrimaryKey, null);
    }

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)MakeReference(typeof(TGrainInterface), grainId);

    public GrainReference MakeReference(Type grainInterface, GrainId grainId) =>
        ReferenceEmitter.Of(grainInterface)(this, GrainClasses.Of(grainId.Type), grainId, grainInterface);

    public Task<TResult> Call<TResult>(GrainReference reference, Call<TResult> call, MethodShape shape, Activation? source)
    {
        call.Address(reference, this, source, shape);
        if (Filters.Length > 0) return new OutgoingCallContext<TResult>(call, reference, Filters).Run();
        call.Context = ExportContext();
        return Send(call);
    }

    public Task<TResult> Send<TResult>(Call<TResult> call)
    {
        if (View is { IsGone: true } gone) return Task.FromException<TResult>(gone.Unavailable());
        if (call.Token.IsCancellationRequested) return Task.FromCanceled<TResult>(call.Token);
        var timeout = call.Shape.ResponseTimeout;
        call.ResponseTimeout = timeout ?? _responseTimeout;
        call.Deadline = Time.GetTimestamp() + (timeout is { } own ? Ticks(own) : _responseTimeoutTicks);
        if (call.Shape.OneWay)
        {
            call.GoOn();
        }
        else
        {
            InFlight.Add(call);
            if (!call.LinkToken()) return Task.FromCanceled<TResult>(call.Token);
        }

        Cluster.Route(call);
        return call.Promise;
    }

    /// <summary>The caller's context, safe to hand to another grain.</summary>
    public static Dictionary<string, object>? ExportContext()
    {
        if (RequestContext.Current is not { } values) return null;
        foreach (var (_, value) in values)
        {
            if (!Copiers.IsImmutable(value)) return values.ToDictionary(v => v.Key, v => Copier<object>.CopyOf(v.Value)!);
        }

        return values;
    }

    public void TimeOut(Call call)
    {
        if (call.IsFinished) return;
        if (Cluster.Environment.Traces) Cluster.Environment.Trace("timeout", call.ToString());
        call.Fail(new TimeoutException($"Response did not arrive on time in {call.ResponseTimeout} for message: {call}."));
        if (_cancelOnTimeout) call.CancelCallee();
    }

    private GrainReference MakeReference(Type grainInterface, string key, string? classPrefix)
    {
        if (classPrefix is not null)
            throw new NotSupportedException("The embedded engine chooses a grain class by its interface alone; a class name prefix is not supported.");
        var grainClass = GrainClasses.Of(grainInterface);
        return ReferenceEmitter.Of(grainInterface)(this, grainClass, GrainId.Create(grainClass.GrainType, key), grainInterface);
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Time.TimestampFrequency);
}
