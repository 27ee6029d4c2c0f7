using Xunit;
using Xunit.Sdk;

namespace MemberGrains.Servers.Testing;

/// <summary>A theory that is skipped where a server of the class's <see cref="NeedsAttribute"/> is missing; without one, a plain theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("MemberGrains.Servers.Testing.ServerTheoryDiscoverer", "MemberGrains.Servers")]
public sealed class ServerTheoryAttribute : TheoryAttribute;
