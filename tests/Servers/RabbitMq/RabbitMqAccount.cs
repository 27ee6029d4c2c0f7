using System.Security.Cryptography;
using System.Text;

namespace MemberGrains.Servers.RabbitMq;

/// <summary>The account of a broker, with all rights.</summary>
public sealed record RabbitMqAccount(string User, string Password)
{
    private const int SaltBytes = 4;

    /// <summary>As a broker's definitions hold it: salt, then the SHA-256 of salt and password.</summary>
    internal string PasswordHash
    {
        get
        {
            byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
            return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(Password)])]);
        }
    }

    public static RabbitMqAccount New(string user) => new(user, RandomNumberGenerator.GetHexString(24, lowercase: true));

    public override string ToString() => $"{User} with a password";
}
