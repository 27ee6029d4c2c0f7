using System.ComponentModel.DataAnnotations;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MemberGrains.Resilience.Trust;

namespace MemberGrains.Resilience.Tests.Trust;

public sealed class ServerTrustTests : IDisposable
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    // A moment of its own: certificates are checked by the machine's clock.
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private readonly string _file = Path.GetTempFileName();
    private readonly X509Certificate2 _authority = Authority();

    public ServerTrustTests() => File.WriteAllText(_file, _authority.ExportCertificatePem());

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public void A_server_of_the_named_authority_is_trusted_though_the_machine_does_not_know_it() =>
        Assert.True(ServerTrust.Of(_file)(this, Issue(_authority), null, SslPolicyErrors.RemoteCertificateChainErrors));

    [Fact]
    public void Beside_a_named_authority_what_the_machine_trusts_is_not_enough()
    {
        using var another = Authority();

        Assert.Contains("is not trusted by " + _file, Refused(_file, Issue(another), SslPolicyErrors.None), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_name_is_refused_with_and_without_a_named_authority()
    {
        var certificate = Issue(_authority);

        Assert.Contains("is for another name", Refused(_file, certificate, SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal);
        Assert.Contains("is for another name", Refused(null, certificate, SslPolicyErrors.RemoteCertificateNameMismatch), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_for_another_purpose_or_past_its_time_is_refused()
    {
        Assert.Contains("NotValidForUsage", Refused(_file, Issue(_authority, ClientPurpose), SslPolicyErrors.None), StringComparison.Ordinal);
        Assert.Contains("NotTimeValid", Refused(_file, Issue(_authority, until: _now.AddHours(-1)), SslPolicyErrors.None), StringComparison.Ordinal);
        Assert.Contains("shows no certificate", Refused(_file, null, SslPolicyErrors.RemoteCertificateNotAvailable), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_named_authority_the_machine_decides()
    {
        var certificate = Issue(_authority);

        Assert.True(ServerTrust.Of(null)(this, certificate, null, SslPolicyErrors.None));
        Assert.Contains("is not trusted by this machine", Refused(null, certificate, SslPolicyErrors.RemoteCertificateChainErrors), StringComparison.Ordinal);
    }

    [Fact]
    public void The_reason_is_found_wherever_a_library_puts_it()
    {
        var refused = new AuthenticationException("is not trusted");

        Assert.Contains("is not trusted", ServerTrust.ReasonIn(new InvalidOperationException("outer", new AggregateException(new IOException("else"), refused))), StringComparison.Ordinal);
        Assert.Null(ServerTrust.ReasonIn(new IOException("the network", new TimeoutException())));
        Assert.Null(ServerTrust.ReasonIn(null));
    }

    [Fact]
    public void A_file_that_is_not_there_or_holds_no_certificate_is_refused_at_start()
    {
        string empty = Path.GetTempFileName();
        try
        {
            Assert.Empty(Problems(null));
            Assert.Empty(Problems(_file));
            Assert.Contains("Ca names no file of certificates", Assert.Single(Problems(_file + ".not")), StringComparison.Ordinal);
            Assert.Contains("holds no certificate", Assert.Single(Problems(empty)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(empty);
        }
    }

    private static List<string> Problems(string? file)
    {
        var found = new List<ValidationResult>();
        var options = new SomeOptions { Ca = file };
        Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true);
        return found.ConvertAll(problem => problem.ErrorMessage!);
    }

    private string Refused(string? file, X509Certificate2? certificate, SslPolicyErrors errors) =>
        Assert.Throws<AuthenticationException>(() => ServerTrust.Of(file)(this, certificate, null, errors)).Message;

    private static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(_now.AddDays(-2), _now.AddDays(2));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string purpose = ServerPurpose, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        return request.Create(authority, _now.AddDays(-1), until ?? _now.AddDays(1), [1, 2, 3]);
    }

    private sealed class SomeOptions
    {
        [CaFile]
        public string? Ca { get; set; }
    }
}
