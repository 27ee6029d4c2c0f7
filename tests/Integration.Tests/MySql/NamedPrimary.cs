using MemberGrains.Storage.Port;

namespace MemberGrains.Integration.Tests.MySql;

/// <summary>A directory that the test itself is the role store of.</summary>
internal sealed class NamedPrimary(string node) : IPrimaryDirectory
{
    private PrimaryRole _role = new(node, 1);

    public PrimaryRole PrimaryOf(string cluster) => cluster == "c0" ? _role : new PrimaryRole("c1-b1", 1);

    public void Promote(string next) => _role = new PrimaryRole(next, _role.Epoch + 1);

    public void Forget() => _role = new PrimaryRole(node, 1);
}
