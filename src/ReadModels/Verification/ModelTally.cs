namespace MemberGrains.ReadModels.Verification;

/// <summary>Counts one model's documents against what the record says they must be. Several batches may count at once.</summary>
internal sealed class ModelTally(string center, string name, string kind)
{
    private const int MostExamples = 5;

    private readonly Lock _gate = new();
    private readonly List<string> _examples = [];
    private long _equal, _missing, _older, _newer, _different;

    /// <summary>Documents found, right or wrong.</summary>
    public long Found => _equal + _older + _newer + _different;

    public void Missing(string masked) => Count(ref _missing, "missing", masked, example: kind != "entries");

    /// <param name="expected">Version by the record.</param>
    /// <param name="there">Version in the model.</param>
    /// <param name="same">Whether the content is the same; looked at for equal versions.</param>
    /// <param name="masked">The document's id, as it may be shown.</param>
    public void Compare(long expected, long there, bool same, string masked)
    {
        if (there < expected) Count(ref _older, $"version {there}, not {expected}", masked);
        else if (there > expected) Count(ref _newer, $"version {there}, not {expected}", masked);
        else if (!same) Count(ref _different, "other content", masked);
        else Count(ref _equal, "", masked, example: false);
    }

    public ModelVerification Close(long extra = 0) =>
        new(center, name, kind, _equal, _missing, _older, _newer, _different, extra, [.. _examples]);

    private void Count(ref long counter, string what, string masked, bool example = true)
    {
        lock (_gate)
        {
            counter++;
            if (example && _examples.Count < MostExamples) _examples.Add($"{masked}: {what}");
        }
    }
}
