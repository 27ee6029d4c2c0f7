using Xunit;
using Xunit.Sdk;

namespace MemberGrains.Servers.Testing;

/// <summary>A fact that is skipped where a server of the class's <see cref="NeedsAttribute"/> is missing; without one, a plain fact.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("MemberGrains.Servers.Testing.ServerFactDiscoverer", "MemberGrains.Servers")]
public sealed class ServerFactAttribute : FactAttribute;
