using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace MemberGrains.Servers.Tls;

/// <summary>What a server with TLS needs; the paths of files in PEM.</summary>
/// <param name="CaFile">Of the authority that issued the certificate.</param>
/// <param name="CertificateFile">The server's certificate.</param>
/// <param name="KeyFile">Its key, for its owner's eyes only.</param>
public sealed record ServerCertificate(string CaFile, string CertificateFile, string KeyFile)
{
    /// <summary>The connection, encrypted: the server must show this very certificate.</summary>
    internal async Task<Stream> EncryptAsync(Stream connection, CancellationToken cancel)
    {
        using var mine = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(CertificateFile, cancel));
        var encrypted = new SslStream(connection, leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(mine.RawData));
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1" }, cancel);
        return encrypted;
    }
}
