using Xunit.Abstractions;
using Xunit.Sdk;

namespace MemberGrains.Servers.Testing;

/// <summary>Finds the theories that need a server. xunit makes it by its name.</summary>
public sealed class ServerTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        MissingServers.Of(testMethod.TestClass.Class) is null
            ? base.Discover(discoveryOptions, testMethod, theoryAttribute)
            : [new SkippedTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}
