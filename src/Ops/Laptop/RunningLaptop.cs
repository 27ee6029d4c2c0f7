using System.Text.Json;

namespace MemberGrains.Ops.Laptop;

/// <summary>Finds the laptop that runs on a data directory.</summary>
internal static class RunningLaptop
{
    /// <summary>Name of the file in the data directory; it is there while the laptop is up, and stays behind a kill.</summary>
    public const string FileName = "laptop.json";

    /// <summary>The laptop's file, or null when none has been started there.</summary>
    public static LaptopFile? Find(string data)
    {
        string file = Path.Combine(data, FileName);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), LaptopJson.Default.LaptopFile) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            return null;
        }
    }

    /// <exception cref="NotRunningException">None runs there.</exception>
    public static LaptopFile Require(string data) =>
        Find(data) ?? throw new NotRunningException($"No cluster runs on {Path.GetFullPath(data)}. Start it with ./dev run, or name another directory with --data.");
}
