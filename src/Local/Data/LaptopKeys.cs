using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using MemberGrains.Gateway.Accounts;

namespace MemberGrains.Local.Data;

/// <summary>The keys of a laptop's three accounts.</summary>
/// <param name="Order">For orders: reads, commands.</param>
/// <param name="Marketing">For marketing: reads, scans.</param>
/// <param name="Operator">For operations.</param>
internal sealed record LaptopKeys(string Order, string Marketing, string Operator)
{
    private const string FileName = "keys.json";
    private const int RandomBytes = 24;

    /// <summary>Reads the keys of a data directory, which are made when it is started for the first time.</summary>
    public static LaptopKeys ReadOrMake(string data)
    {
        string path = Path.Combine(data, FileName);
        if (File.Exists(path) && JsonSerializer.Deserialize(File.ReadAllBytes(path), LocalJson.Default.LaptopKeys) is { } known) return known;
        var made = new LaptopKeys(New("order"), New("marketing"), New("operator"));
        OwnerOnlyFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(made, LocalJson.Default.LaptopKeys));
        return made;
    }

    private static string New(string account) =>
        $"{ApiKeyHash.LaptopPrefix}{account}-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes))}";
}
