namespace MemberGrains.Simulation.Checks.Linearizability;

/// <summary>
/// The search for an order of steps, from the places that the record's own order suggests: where that order explains
/// everything, nothing has to be tried twice. Gives up after so many sets of steps done: it must never cry wolf.
/// </summary>
internal sealed class OrderSearch(IReadOnlyList<ModelStep> steps, int mostTried)
{
    private const int StepsPerCharacter = 16;

    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly bool[] _done = new bool[steps.Count];

    /// <summary>How many steps the longest order had.</summary>
    public int Longest { get; private set; } = -1;

    /// <summary>What could have come next after the longest order, and could not.</summary>
    public IReadOnlyList<ModelStep> Stuck { get; private set; } = [];

    /// <summary>How many sets of steps were tried.</summary>
    public int Tried => _tried.Count;

    public OrderVerdict Find(ModelState state) =>
        Extend(state, 0) ? OrderVerdict.Found : _tried.Count >= mostTried ? OrderVerdict.GivenUp : OrderVerdict.Impossible;

    private bool Extend(ModelState state, int count)
    {
        var taken = new List<int>();
        count += TakeUnchanging(state, taken);
        if (IsComplete()) return true;
        if (_tried.Count < mostTried && _tried.Add(DoneSteps()))
        {
            List<int> next = [.. Next()];
            if (count > Longest) (Longest, Stuck) = (count, [.. next.Select(i => steps[i])]);
            foreach (int i in next.Where(i => steps[i].Changes).OrderBy(i => steps[i].Place))
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

    /// <summary>Whether only steps are left that nobody was told of.</summary>
    private bool IsComplete()
    {
        for (int i = 0; i < _done.Length; i++)
        {
            if (!_done[i] && steps[i].To != long.MaxValue) return false;
        }

        return true;
    }

    private string DoneSteps() => string.Create((_done.Length + StepsPerCharacter - 1) / StepsPerCharacter, _done, static (text, done) =>
    {
        text.Clear();
        for (int i = 0; i < done.Length; i++)
        {
            if (done[i]) text[i / StepsPerCharacter] |= (char)(1 << (i % StepsPerCharacter));
        }
    });

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
