namespace MemberGrains.Gateway.Metrics;

/// <summary>The labels of one series, in the order the instrument gives them.</summary>
internal sealed class LabelSet
{
    private readonly KeyValuePair<string, string>[] _labels;

    public LabelSet(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _labels = new KeyValuePair<string, string>[tags.Length];
        for (int i = 0; i < tags.Length; i++) _labels[i] = new(tags[i].Key, TextOf(tags[i].Value));
    }

    public IReadOnlyList<KeyValuePair<string, string>> Labels => _labels;

    private static string TextOf(object? value) => value as string ?? value?.ToString() ?? "";

    /// <summary>Looks sets up by an instrument's tags, without making one.</summary>
    public sealed class Comparer : IEqualityComparer<LabelSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, LabelSet>
    {
        public static Comparer Instance { get; } = new();

        public LabelSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate);

        public bool Equals(LabelSet? x, LabelSet? y) => x is not null && y is not null && x._labels.AsSpan().SequenceEqual(y._labels);

        public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, LabelSet other)
        {
            if (alternate.Length != other._labels.Length) return false;
            for (int i = 0; i < alternate.Length; i++)
            {
                if (alternate[i].Key != other._labels[i].Key || TextOf(alternate[i].Value) != other._labels[i].Value) return false;
            }

            return true;
        }

        public int GetHashCode(LabelSet obj)
        {
            var hash = default(HashCode);
            foreach (var label in obj._labels) hash.Add(label.Value);
            return hash.ToHashCode();
        }

        public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
        {
            var hash = default(HashCode);
            foreach (var tag in alternate) hash.Add(TextOf(tag.Value));
            return hash.ToHashCode();
        }
    }
}
