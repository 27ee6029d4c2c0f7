using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MemberGrains.Resilience.Trust;

/// <summary>
/// Which servers an adapter believes over TLS: those whose certificate bears the right name and was issued by a named
/// authority, or without one by any that this machine trusts.
/// </summary>
public sealed class ServerTrust
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";

    private readonly string _file;
    private readonly X509Certificate2Collection _roots;

    private ServerTrust(string file, X509Certificate2Collection roots) => (_file, _roots) = (file, roots);

    /// <summary>
    /// The check that client libraries are given. It throws <see cref="AuthenticationException"/> in place of saying no: the
    /// libraries tell nobody why the answer was no.
    /// </summary>
    /// <param name="caFile">The authority's certificates in PEM, one or more; null for this machine's roots.</param>
    /// <exception cref="CryptographicException">The file holds none.</exception>
    /// <exception cref="IOException">The file can not be read.</exception>
    public static RemoteCertificateValidationCallback Of(string? caFile)
    {
        if (caFile is null) return CheckByMachine;
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(caFile);
        if (roots.Count == 0) throw new CryptographicException($"{caFile} holds no certificate.");
        return new ServerTrust(caFile, roots).Check;
    }

    /// <summary>Whether a fault says that a server was not believed, or that it did not speak TLS.</summary>
    /// <param name="fault">What a client library threw.</param>
    /// <returns>Why; null if it is about something else.</returns>
    public static string? ReasonIn(Exception? fault) =>
        RefusalIn(fault) is { } refusal ? $"no TLS with a server that is trusted: {refusal.GetBaseException().Message}" : null;

    /// <summary>As <see cref="ReasonIn"/>, for who says it in words of his own.</summary>
    public static AuthenticationException? RefusalIn(Exception? fault) => fault switch
    {
        null => null,
        AuthenticationException refused => refused,
        AggregateException several => several.InnerExceptions.Select(RefusalIn).FirstOrDefault(refused => refused is not null),
        _ => RefusalIn(fault.InnerException),
    };

    private static bool CheckByMachine(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        CheckName(certificate, errors);
        return errors == SslPolicyErrors.None ? true : throw Untrusted(certificate, "this machine", chain);
    }

    private static void CheckName(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null) throw new AuthenticationException("The server shows no certificate.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) throw new AuthenticationException($"The server's certificate ({certificate.Subject}) is for another name.");
    }

    private static AuthenticationException Untrusted(X509Certificate? certificate, string by, X509Chain? chain) =>
        new($"The server's certificate ({certificate?.Subject}) is not trusted by {by}: {string.Join(", ", (chain?.ChainStatus ?? []).Select(status => status.Status).Distinct())}.");

    private bool Check(object sender, X509Certificate? certificate, X509Chain? shown, SslPolicyErrors errors)
    {
        CheckName(certificate, errors);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerPurpose));
        foreach (var between in shown?.ChainElements.AsEnumerable() ?? []) chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        using var leaf = new X509Certificate2(certificate!);
        return chain.Build(leaf) ? true : throw Untrusted(leaf, _file, chain);
    }
}
