using System.Runtime.CompilerServices;

namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>What has been copied for one message, so that an object named twice is one object in the copy too, and cycles end.</summary>
internal sealed class CopyContext
{
    private Dictionary<object, object>? _copies;

    public bool TryGet(object original, out object? copy)
    {
        copy = null;
        return _copies is not null && _copies.TryGetValue(original, out copy);
    }

    public void Add(object original, object copy) => (_copies ??= new Dictionary<object, object>(ByReference.Instance)).Add(original, copy);

    private sealed class ByReference : IEqualityComparer<object>
    {
        public static readonly ByReference Instance = new();

        public new bool Equals(object? x, object? y) => ReferenceEquals(x, y);

        public int GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
