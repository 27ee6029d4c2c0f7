namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>
/// The calls a sender waits for. They are linked in the calls themselves, in several lists, so that adding and removing
/// costs no memory and rarely a wait. One timer looks for calls that are too late; it runs only while calls are in flight.
/// </summary>
internal sealed class CallsInFlight
{
    private readonly CallRuntime _owner;
    private readonly Stripe[] _stripes;
    private readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(5);
    private readonly Lock _timerGate = new();
    private TimeSpan _period;
    private ITimer? _timer;
    private volatile bool _armed;

    public CallsInFlight(CallRuntime owner, TimeSpan responseTimeout)
    {
        _owner = owner;
        _stripes = new Stripe[owner.Cluster.Environment.Stripes];
        for (var i = 0; i < _stripes.Length; i++) _stripes[i] = new Stripe();
        _period = PeriodFor(responseTimeout);
    }

    public void Add(Call call)
    {
        var index = _owner.Cluster.Environment.CurrentStripe();
        var stripe = _stripes[index];
        lock (stripe)
        {
            call.Stripe = index;
            call.PreviousInFlight = stripe.Last;
            if (stripe.Last is null) stripe.First = call;
            else stripe.Last.NextInFlight = call;
            stripe.Last = call;
        }

        if (!_armed || call.ResponseTimeout < _period) Arm(call.ResponseTimeout);
    }

    public void Remove(Call call)
    {
        if (call.Stripe < 0) return;
        var stripe = _stripes[call.Stripe];
        lock (stripe)
        {
            if (call.PreviousInFlight is { } previous) previous.NextInFlight = call.NextInFlight;
            else if (stripe.First == call) stripe.First = call.NextInFlight;
            else return;
            if (call.NextInFlight is { } next) next.PreviousInFlight = call.PreviousInFlight;
            else stripe.Last = call.PreviousInFlight;
            call.NextInFlight = null;
            call.PreviousInFlight = null;
        }
    }

    /// <summary>Fails the calls to <paramref name="silo"/> that are lost.</summary>
    public void FailAllTo(Silo silo, Func<Call, bool> isLost)
    {
        foreach (var call in Where(call => call.TargetSilo == silo && isLost(call))) call.Fail(silo.Unavailable());
    }

    /// <summary>Ends every call: the sender itself goes away.</summary>
    public void FailAll(Exception fault)
    {
        foreach (var call in Where(static _ => true)) call.Fail(fault);
    }

    private static TimeSpan PeriodFor(TimeSpan responseTimeout)
    {
        var period = responseTimeout / 10;
        return period > TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : period;
    }

    private List<Call> Where(Func<Call, bool> matches)
    {
        var found = new List<Call>();
        foreach (var stripe in _stripes)
        {
            lock (stripe)
            {
                for (var call = stripe.First; call is not null; call = call.NextInFlight)
                {
                    if (matches(call)) found.Add(call);
                }
            }
        }

        return found;
    }

    private void Arm(TimeSpan responseTimeout)
    {
        lock (_timerGate)
        {
            var period = PeriodFor(responseTimeout);
            if (_armed && period >= _period) return;
            if (period < _period) _period = period < _shortest ? _shortest : period;
            _armed = true;
            _timer ??= _owner.Time.CreateTimer(static state => ((CallsInFlight)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }

    private void Look()
    {
        var now = _owner.Time.GetTimestamp();
        foreach (var call in Where(call => call.Deadline <= now)) _owner.TimeOut(call);
        lock (_timerGate)
        {
            // Disarmed first: a call added meanwhile then either is seen here or arms the timer itself.
            _armed = false;
            if (!_stripes.Any(stripe => Volatile.Read(ref stripe.First) is not null)) return;
            _armed = true;
            _timer!.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }

    private sealed class Stripe
    {
        public Call? First;
        public Call? Last;
    }
}
