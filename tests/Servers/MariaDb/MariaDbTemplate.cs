using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.MariaDb;

/// <summary>An empty data directory, made once for a machine, user and version of the server, and copied for each node.</summary>
internal static class MariaDbTemplate
{
    public const string Package = "mariadb-server";

    public static async Task CopyToAsync(string data, CancellationToken cancel) => await CopyAsync(await TemplateAsync(cancel), data, cancel);

    /// <summary>Whole or not at all.</summary>
    public static async Task CopyAsync(string template, string data, CancellationToken cancel)
    {
        string copying = data + ".copying";
        if (Directory.Exists(copying)) Directory.Delete(copying, recursive: true);
        // Sparse and, where the file system can, shared until written.
        await Tool.RunAsync(new ServerCommand("cp", "-a", "--reflink=auto", template, copying), "", cancel);
        Directory.Move(copying, data);
    }

    private static async Task<string> TemplateAsync(CancellationToken cancel)
    {
        string said = await Tool.RunAsync(new ServerCommand(Programs.Require("mariadbd", Package), "--version"), "", cancel);
        string version = said.Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word != "Ver").ElementAtOrDefault(1) ?? "unknown";
        string template = Path.Combine(Path.GetTempPath(), $"membergrains-mariadb-{version}-{Environment.UserName}");
        if (!Directory.Exists(template)) await MakeAsync(template, cancel);
        return template;
    }

    private static async Task MakeAsync(string template, CancellationToken cancel)
    {
        string making = Directory.CreateTempSubdirectory("membergrains-mariadb-making-").FullName;
        // Of its own: a server that starts deletes what others have in a directory they share.
        string scratch = Directory.CreateDirectory(making + ".tmp").FullName;
        await Tool.RunAsync(
            new ServerCommand(
                Programs.Require("mariadb-install-db", Package),
                "--no-defaults",
                $"--user={Environment.UserName}",
                $"--datadir={making}",
                $"--tmpdir={scratch}",
                // The administrator is whoever runs the server, by its socket; nobody by the network.
                "--auth-root-authentication-method=socket",
                $"--auth-root-socket-user={Environment.UserName}",
                "--skip-test-db",
                "--skip-name-resolve",
                "--innodb-log-file-size=4M"),
            "",
            cancel);
        Directory.Delete(scratch, recursive: true);
        try
        {
            Directory.Move(making, template);
        }
        catch (IOException) when (Directory.Exists(template))
        {
            // Another process was making the same.
            Directory.Delete(making, recursive: true);
        }
    }
}
