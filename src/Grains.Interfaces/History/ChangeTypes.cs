namespace MemberGrains.Interfaces.History;

/// <summary>The wire names of <see cref="ChangeType"/>.</summary>
public static class ChangeTypes
{
    private static readonly string[] Names =
        ["registered", "bound", "unbound", "replaced", "merged", "split", "quarantined", "released"];

    /// <summary>The name in JSON.</summary>
    public static string Name(this ChangeType type) => Names[(int)type];

    /// <summary>The type of a name in JSON.</summary>
    /// <exception cref="FormatException">No such name.</exception>
    public static ChangeType Parse(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index >= 0 ? (ChangeType)index : throw new FormatException($"'{name}' is not a change type.");
    }
}
