using System.Data.Common;
using System.Security.Authentication;
using MemberGrains.Storage.MySql.Driver;

namespace MemberGrains.Storage.Tests.MySql;

public sealed class TlsProblemTests
{
    private sealed class DriverException(string message, Exception? inner = null) : DbException(message, inner);

    private static readonly AuthenticationException _refused = new("The server's certificate (CN=other) is for another name.");

    [Fact]
    public void A_certificate_that_was_refused_is_told_by_who_refused_it()
    {
        Assert.Equal(_refused.Message, TlsProblem.In(_refused));
        Assert.Equal(_refused.Message, TlsProblem.In(new DriverException("SSL Authentication Error", _refused)));
        Assert.Equal(_refused.Message, TlsProblem.In(new DriverException("SSL Connection error.", _refused)));
    }

    [Fact]
    public void What_a_driver_tells_by_its_text_alone_is_told_in_words_for_operators()
    {
        Assert.Equal("TLS is required, and it has none.", TlsProblem.In(new DriverException("The host 127.0.0.1 does not support SSL connections.")));
        Assert.Equal(
            "this machine does not trust the certificate.",
            TlsProblem.In(new DriverException("outer", new DriverException("SSL Connection error.", new FileNotFoundException("some assembly")))));
    }

    [Fact]
    public void Other_faults_are_none() =>
        Assert.Null(TlsProblem.In(new DriverException("Unable to connect", new IOException("refused"))));
}
