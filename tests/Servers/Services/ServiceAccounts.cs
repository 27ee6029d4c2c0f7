using System.Security.Cryptography;
using System.Text.Json;
using MemberGrains.Servers.MariaDb;
using MemberGrains.Servers.Processes;
using MemberGrains.Servers.RabbitMq;

namespace MemberGrains.Servers.Services;

/// <summary>The passwords that the data directory was made with.</summary>
internal sealed record ServiceAccounts(MariaDbAccount Record, RabbitMqAccount RabbitMq, string RedisPassword)
{
    public static ServiceAccounts In(string directory)
    {
        string file = Path.Combine(directory, "accounts.json");
        if (File.Exists(file)) return JsonSerializer.Deserialize<ServiceAccounts>(File.ReadAllText(file))!;
        var accounts = new ServiceAccounts(MariaDbAccount.New("membergrains"), RabbitMqAccount.New("membergrains"), RandomNumberGenerator.GetHexString(24, lowercase: true));
        PrivateFile.Write(file, JsonSerializer.Serialize(accounts));
        return accounts;
    }

    public override string ToString() => "accounts with passwords";
}
