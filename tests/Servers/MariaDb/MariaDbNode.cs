using System.Security.Cryptography;
using System.Text;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.MariaDb;

/// <summary>A MariaDB server.</summary>
public sealed class MariaDbNode(ServerPlace place, MariaDbOptions options, MariaDbAccount account) : RealServer(place)
{
    /// <summary>A path that the kernel takes for a socket.</summary>
    private const int LongestSocket = 100;

    /// <summary>The product's account.</summary>
    public MariaDbAccount Account => account;

    /// <summary>What its place in a cluster adds to the configuration at the next start.</summary>
    internal IReadOnlyDictionary<string, string> Role { get; set; } = new Dictionary<string, string>();

    protected override IEnumerable<string> LogFiles => [ErrorLog, OutputFile];

    private string Data => FileOf("data");

    private string ErrorLog => FileOf("error.log");

    /// <summary>Of its own: a server that starts deletes the temporary tables of all others whose directory it shares.</summary>
    private string Scratch => FileOf("tmp");

    private string Configuration => FileOf("my.cnf");

    private string Socket
    {
        get
        {
            string beside = FileOf("s.sock");
            if (Encoding.UTF8.GetByteCount(beside) <= LongestSocket) return beside;
            return Path.Combine(Path.GetTempPath(), $"membergrains-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(beside)))[..16]}.sock");
        }
    }

    /// <summary>A node of its own, started; it goes with this process.</summary>
    public static Task<MariaDbNode> StartNewAsync(MariaDbOptions? options = null, CancellationToken cancel = default) =>
        StartedAsync(new MariaDbNode(ServerPlace.Temporary("mariadb"), options ?? new MariaDbOptions(), MariaDbAccount.New("membergrains")), cancel);

    /// <summary>As the administrator, by the socket.</summary>
    /// <returns>A line a row, columns with tabs between; the rows of all statements one after the other.</returns>
    /// <exception cref="ToolFailedException">The server is away, or refuses a statement.</exception>
    public Task<string> QueryAsync(string sql, CancellationToken cancel = default) => AskAsync(sql, "--skip-column-names", cancel);

    /// <summary>The columns of a statement's one row, by name.</summary>
    /// <returns>Empty if it gives no row.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RowAsync(string sql, CancellationToken cancel = default)
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in (await AskAsync(sql, "--vertical", cancel)).Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '*') columns[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return columns;
    }

    /// <summary>Replaces what it holds by a copy of what another one holds. Neither may run.</summary>
    internal async Task TakeDataOfAsync(MariaDbNode other, CancellationToken cancel)
    {
        System.IO.Directory.Delete(Data, recursive: true);
        await MariaDbTemplate.CopyAsync(other.Data, Data, cancel);
    }

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        if (!System.IO.Directory.Exists(Data)) await MariaDbTemplate.CopyToAsync(Data, cancel);
        System.IO.Directory.CreateDirectory(Scratch);
        await File.WriteAllTextAsync(Configuration, MariaDbConfiguration.Text(options, Data, Scratch, Socket, ErrorLog, Port, Role), cancel);
    }

    protected override ServerCommand Command() => new(Programs.Require("mariadbd", MariaDbTemplate.Package), $"--defaults-file={Configuration}");

    protected override async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        if (!File.Exists(Socket) || await QueryAsync("SELECT @@port", cancel) != $"{Port}") return false;
        if (options.MakesAccount && !File.Exists(FileOf("account"))) await MakeAccountAsync(cancel);
        return true;
    }

    private Task<string> AskAsync(string sql, string form, CancellationToken cancel) => Tool.RunAsync(
        new ServerCommand(
            Programs.Require("mariadb", "mariadb-client"),
            "--no-defaults",
            $"--socket={Socket}",
            $"--user={Environment.UserName}",
            "--default-character-set=utf8mb4",
            "--connect-timeout=3",
            "--batch",
            form),
        sql,
        cancel);

    private async Task MakeAccountAsync(CancellationToken cancel)
    {
        await QueryAsync(account.ApplicationSql, cancel);
        await File.WriteAllTextAsync(FileOf("account"), account.User, cancel);
    }
}
