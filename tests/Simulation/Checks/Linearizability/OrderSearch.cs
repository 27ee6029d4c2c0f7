namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>The search for an order of steps. Gives up, and says yes, after so many tries: it must never cry wolf.</summary>
internal sealed class OrderSearch(IReadOnlyList<ModelStep> steps, int mostTried)
{
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly bool[] _done = new bool[steps.Count];

    /// <summary>How many steps the longest order had.</summary>
    public int Longest { get; private set; } = -1;

    /// <summary>What could have come next after the longest order, and could not.</summary>
    public IReadOnlyList<ModelStep> Stuck { get; private set; } = [];

    public bool Finds(ModelState state) => _tried.Count >= mostTried || Extend(state, 0);

    private bool Extend(ModelState state, int count)
    {
        var taken = new List<int>();
        count += TakeUnchanging(state, taken);
        if (Enumerable.Range(0, steps.Count).All(i => _done[i] || steps[i].To == long.MaxValue)) return true;
        if (_tried.Count >= mostTried) return true;
        if (_tried.Add(string.Create(_done.Length, _done, static (text, done) => { for (int i = 0; i < text.Length; i++) text[i] = done[i] ? '1' : '0'; })))
        {
            var next = Next().ToList();
            if (count > Longest) (Longest, Stuck) = (count, [.. next.Select(i => steps[i])]);
            foreach (int i in next.Where(i => steps[i].Changes))
            {
                if (steps[i].TryApply(state) is not { } after) continue;
                _done[i] = true;
                if (Extend(after, count + 1)) return true;
                _done[i] = false;
            }
        }

        foreach (int i in taken) _done[i] = false;
        return false;
    }

    private int TakeUnchanging(ModelState state, List<int> taken)
    {
        bool more = true;
        while (more)
        {
            more = false;
            foreach (int i in Next().Where(i => !steps[i].Changes).ToList())
            {
                if (steps[i].TryApply(state) is null) continue;
                _done[i] = more = true;
                taken.Add(i);
            }
        }

        return taken.Count;
    }

    /// <summary>Steps that may be next: nothing left was over before they began.</summary>
    private IEnumerable<int> Next()
    {
        long first = long.MaxValue;
        for (int i = 0; i < steps.Count; i++)
        {
            if (!_done[i]) first = Math.Min(first, steps[i].To);
        }

        for (int i = 0; i < steps.Count; i++)
        {
            if (!_done[i] && steps[i].From <= first) yield return i;
        }
    }
}
