namespace MemberGrains.Servers.Processes;

/// <summary>Where the servers' programs lie.</summary>
internal static class Programs
{
    // Debian keeps servers out of an ordinary user's path.
    private static readonly string[] _also = ["/usr/sbin", "/usr/local/sbin", "/usr/lib/rabbitmq/bin"];

    /// <summary>The full path; null if it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        // The wrapper of rabbitmq-server on the path insists on another user and its own directories.
        .Concat(_also).OrderBy(folder => folder.EndsWith("rabbitmq/bin", StringComparison.Ordinal) ? 0 : 1)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <exception cref="ServerMissingException">It is not installed.</exception>
    public static string Require(string program, string package) =>
        Find(program) ?? throw new ServerMissingException($"{program} is not installed: apt-get install {package}, or ./dev services up as root");
}
