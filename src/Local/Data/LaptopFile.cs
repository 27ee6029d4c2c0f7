using System.Text.Json;

namespace MemberGrains.Local.Data;

/// <summary>
/// How this machine's tools find a running laptop: <c>laptop.json</c> in its data directory, there while it is up. Says
/// beside the ready file's facts where the laptop's own endpoint is.
/// </summary>
internal sealed record LaptopFile(GatewayAddresses Gateways, LaptopKeys Keys, int Pid, string Control)
{
    private const string FileName = "laptop.json";

    public void WriteTo(string data) =>
        OwnerOnlyFile.Write(Path.Combine(data, FileName), JsonSerializer.SerializeToUtf8Bytes(this, LocalJson.Default.LaptopFile));

    public static void Remove(string data) => File.Delete(Path.Combine(data, FileName));
}
