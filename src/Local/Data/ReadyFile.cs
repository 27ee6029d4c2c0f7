using System.Text.Json;

namespace MemberGrains.Local.Data;

/// <summary>What tools read when both centers are ready.</summary>
/// <param name="Gateways">Base address by center.</param>
/// <param name="Keys">Key by account.</param>
/// <param name="Data">Full path of the data directory.</param>
/// <param name="Pid">This process.</param>
internal sealed record ReadyFile(GatewayAddresses Gateways, LaptopKeys Keys, string Data, int Pid)
{
    /// <summary>It holds keys, so it is the owner's only, like theirs.</summary>
    public void WriteTo(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory) Directory.CreateDirectory(directory);
        OwnerOnlyFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, LocalJson.Default.ReadyFile));
    }
}
