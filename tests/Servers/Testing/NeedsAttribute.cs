namespace MemberGrains.Servers.Testing;

/// <summary>
/// What the tests of a class need. With <see cref="ServerFactAttribute"/> and <see cref="ServerTheoryAttribute"/> they are
/// skipped by name where it is missing, except where <c>CI</c> is <c>true</c>: there they run, and fail.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NeedsAttribute(params Server[] servers) : Attribute
{
    public IReadOnlyList<Server> Servers => servers;

    /// <value>Whether they mount a <see cref="Servers.SmallDisk"/>; skipped in CI too where nobody may.</value>
    public bool SmallDisk { get; init; }
}
