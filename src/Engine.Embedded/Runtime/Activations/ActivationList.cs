namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>The activations of a silo, linked in the activations themselves, oldest first.</summary>
internal sealed class ActivationList
{
    private readonly Lock _gate = new();
    private Activation? _first;
    private Activation? _last;

    public int Count { get; private set; }

    public void Add(Activation activation)
    {
        lock (_gate)
        {
            activation.PreviousInSilo = _last;
            if (_last is null) _first = activation;
            else _last.NextInSilo = activation;
            _last = activation;
            Count++;
        }
    }

    public void Remove(Activation activation)
    {
        lock (_gate)
        {
            if (activation.PreviousInSilo is { } previous) previous.NextInSilo = activation.NextInSilo;
            else if (_first == activation) _first = activation.NextInSilo;
            else return;
            if (activation.NextInSilo is { } next) next.PreviousInSilo = activation.PreviousInSilo;
            else _last = activation.PreviousInSilo;
            activation.PreviousInSilo = null;
            activation.NextInSilo = null;
            Count--;
        }
    }

    public List<Activation> Where(Func<Activation, bool> matches)
    {
        var found = new List<Activation>();
        lock (_gate)
        {
            for (var activation = _first; activation is not null; activation = activation.NextInSilo)
            {
                if (matches(activation)) found.Add(activation);
            }
        }

        return found;
    }

    public List<Activation> All() => Where(static _ => true);
}
