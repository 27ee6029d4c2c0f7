using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MemberGrains.Servers.Testing;

/// <summary>A test whose server is missing; the reason is worked out anew wherever xunit takes it.</summary>
public sealed class SkippedTestCase : XunitTestCase
{
    [Obsolete("For xunit, which makes it anew in another process.")]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SkippedTestCase()
    {
    }

    public SkippedTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod method)
        : base(messages, display, displayOptions, method)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute) ?? MissingServers.Of(TestMethod.TestClass.Class) ?? "its server was missing when tests were looked for";
}
