using Xunit.Abstractions;
using Xunit.Sdk;

namespace MemberGrains.Servers.Testing;

/// <summary>Finds the facts that need a server. xunit makes it by its name.</summary>
public sealed class ServerFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        MissingServers.Of(testMethod.TestClass.Class) is null
            ? base.CreateTestCase(discoveryOptions, testMethod, factAttribute)
            : new SkippedTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}
