using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.Tls;

/// <summary>A certificate authority that no machine knows: for servers with TLS, and for those that must not be trusted.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan _life = TimeSpan.FromDays(2);

    private readonly string _directory = TemporaryPlace.Make("authority");
    private readonly X509Certificate2 _root;
    private int _issued;

    public TestAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN=MemberGrains test authority {Path.GetFileName(_directory)}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _root = request.CreateSelfSigned(Yesterday, Yesterday + 2 * _life);
        File.WriteAllText(CaFile, _root.ExportCertificatePem());
    }

    /// <summary>Its own certificate, as PEM: what clients are given.</summary>
    public string CaFile => Path.Combine(_directory, "ca.pem");

    private static DateTimeOffset Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1);

    /// <summary>A certificate for a server at 127.0.0.1, valid now.</summary>
    public ServerCertificate Issue() => Issue(names => names.AddIpAddress(IPAddress.Loopback));

    /// <summary>A certificate for a server of that name, which is nowhere; valid now.</summary>
    public ServerCertificate Issue(string name) => Issue(names => names.AddDnsName(name));

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private ServerCertificate Issue(Action<SubjectAlternativeNameBuilder> name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        name(names);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerPurpose)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var certificate = request.Create(_root, Yesterday, Yesterday + _life, RandomNumberGenerator.GetBytes(16));
        int number = Interlocked.Increment(ref _issued);
        var files = new ServerCertificate(CaFile, Path.Combine(_directory, $"server-{number}.pem"), Path.Combine(_directory, $"server-{number}.key"));
        File.WriteAllText(files.CertificateFile, certificate.ExportCertificatePem());
        PrivateFile.Write(files.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return files;
    }
}
