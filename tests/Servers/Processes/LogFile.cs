namespace MemberGrains.Servers.Processes;

/// <summary>The end of a log that somebody else is writing.</summary>
internal static class LogFile
{
    private const int Bytes = 6_000;

    public static string Tail(string file)
    {
        if (!File.Exists(file)) return "";
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(Bytes, stream.Length), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
