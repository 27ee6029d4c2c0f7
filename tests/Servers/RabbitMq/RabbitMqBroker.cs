using System.Security.Cryptography;
using System.Text.Json;
using MemberGrains.Servers.Processes;

namespace MemberGrains.Servers.RabbitMq;

/// <summary>A RabbitMQ broker with its own port mapper, cookie and directories; it knows of no other broker.</summary>
public sealed class RabbitMqBroker : RealServer
{
    internal const string Package = "rabbitmq-server";

    private readonly RabbitMqOptions _options;
    private readonly PortMapper _mapper;

    public RabbitMqBroker(ServerPlace place, RabbitMqOptions options, RabbitMqAccount account)
        : base(place)
    {
        (_options, Account) = (options, account);
        _mapper = new PortMapper(new ServerPlace($"{place.Name}-epmd", FileOf("epmd"), place.Lifetime));
    }

    public RabbitMqAccount Account { get; }

    /// <summary>Of the management plugin, where the options ask for it.</summary>
    public int ManagementPort => PortAt(2);

    public override long MemoryBytes => base.MemoryBytes + _mapper.MemoryBytes;

    protected override int PortCount => 3;

    protected override TimeSpan Patience => TimeSpan.FromMinutes(4);

    // The name is the broker's own: whoever answers with it is this one.
    private string NodePrefix => $"broker-{Port}";

    private string NodeName => $"{NodePrefix}@localhost";

    private Dictionary<string, string?> Surroundings => new()
    {
        ["HOME"] = Directory,
        ["ERL_EPMD_PORT"] = $"{_mapper.Port}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = NodeName,
        ["RABBITMQ_DIST_PORT"] = $"{PortAt(1)}",
        ["RABBITMQ_MNESIA_BASE"] = FileOf("mnesia"),
        ["RABBITMQ_LOG_BASE"] = FileOf("log"),
        ["RABBITMQ_CONFIG_FILE"] = FileOf("rabbitmq.conf"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = FileOf("generated"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = FileOf("enabled_plugins"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_PID_FILE"] = FileOf("pid"),
        // Has the start script become the broker, so that a signal to it reaches the broker itself.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
        ["NOTIFY_SOCKET"] = null,
        // Schedulers that spin while idle would take the two cores from everybody else.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_CTL_ERL_ARGS"] = "+S 1:1 +sbwt none",
    };

    /// <summary>A broker of its own, started; it goes with this process.</summary>
    public static Task<RabbitMqBroker> StartNewAsync(RabbitMqOptions? options = null, CancellationToken cancel = default) =>
        StartedAsync(new RabbitMqBroker(ServerPlace.Temporary("rabbitmq"), options ?? new RabbitMqOptions(), RabbitMqAccount.New("membergrains")), cancel);

    /// <summary><c>rabbitmqctl</c>, which takes a second or two; what it wrote.</summary>
    /// <exception cref="ToolFailedException">It refused, or the broker is away.</exception>
    public Task<string> ControlAsync(CancellationToken cancel, params string[] arguments) =>
        Tool.RunAsync(OnOneCore(Programs.Require("rabbitmqctl", Package), ["--quiet", .. arguments]), "", cancel);

    protected override async Task PrepareAsync(CancellationToken cancel)
    {
        await _mapper.StartAsync(cancel);
        string cookie = FileOf(".erlang.cookie");
        if (!File.Exists(cookie)) PrivateFile.Write(cookie, RandomNumberGenerator.GetHexString(32));
        await File.WriteAllTextAsync(FileOf("enabled_plugins"), $"[{string.Join(',', _options.Plugins)}].\n", cancel);
        PrivateFile.Write(FileOf("definitions.json"), Definitions());
        string[] lines =
        [
            .. Listeners(),
            $"load_definitions = {FileOf("definitions.json")}",
            "loopback_users = none",
            "log.console = false",
            "log.file.level = warning",
            "vm_memory_high_watermark.absolute = 768MB",
            "disk_free_limit.absolute = 500MB",
            // The default of 512 MB is kept in memory as well.
            "raft.wal_max_size_bytes = 33554432",
            .. _options.Plugins.Contains("rabbitmq_management") ? new[] { "management.tcp.ip = 127.0.0.1", $"management.tcp.port = {ManagementPort}" } : [],
            .. _options.Settings,
        ];
        await File.WriteAllLinesAsync(FileOf("rabbitmq.conf"), lines, cancel);
    }

    protected override IEnumerable<string> LogFiles => [FileOf($"log/{NodeName}.log"), OutputFile];

    protected override ServerCommand Command() => OnOneCore(Programs.Require("rabbitmq-server", Package));

    protected override async Task<bool> AnswersAsync(CancellationToken cancel) =>
        // Its cluster is called so too, but at the name of the machine.
        (await AmqpGreeting.ReadAsync(Port, _options.Tls, cancel)).Contains($"{NodePrefix}@", StringComparison.Ordinal);

    protected override Task EndedAsync() => _mapper.KillAsync();

    /// <summary>
    /// Erlang hands every look at a file to another thread. Where that one sleeps on another core, waking it is most of what
    /// a start costs, which looks at thousands.
    /// </summary>
    private ServerCommand OnOneCore(string program, params string[] arguments) =>
        new(Programs.Require("taskset", "util-linux"), ["--cpu-list", $"{Cores.Of(Port)}", program, .. arguments], Surroundings);

    private string[] Listeners() => _options.Tls is not { } tls
        ? [$"listeners.tcp.default = 127.0.0.1:{Port}"]
        :
        [
            "listeners.tcp = none",
            $"listeners.ssl.default = 127.0.0.1:{Port}",
            $"ssl_options.cacertfile = {tls.CaFile}",
            $"ssl_options.certfile = {tls.CertificateFile}",
            $"ssl_options.keyfile = {tls.KeyFile}",
            "ssl_options.verify = verify_none",
        ];

    private string Definitions()
    {
        string[] hosts = ["/", .. _options.VirtualHosts];
        return JsonSerializer.Serialize(new
        {
            users = new[] { new { name = Account.User, password_hash = Account.PasswordHash, hashing_algorithm = "rabbit_password_hashing_sha256", tags = "administrator" } },
            vhosts = hosts.Select(name => new { name }),
            permissions = hosts.Select(vhost => new { user = Account.User, vhost, configure = ".*", write = ".*", read = ".*" }),
        });
    }
}
