using System.Text.Json;
using MemberGrains.Grains.Protocol;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.Interfaces.Reads;
using MemberGrains.Silo.Config;
using MemberGrains.Silo.Jobs;
using MemberGrains.Storage;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Sqlite;
using MemberGrains.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;

namespace MemberGrains.Grains.Tests.Cluster;

/// <summary>Two silos, one in each center, over one record in SQLite files; the same on both engines.</summary>
public sealed class GrainCluster : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("grains-").FullName;
    private readonly bool _withJobs;
    private readonly ProtocolOptions _protocol;
    private readonly BindingLimits _limits;
    private RecordStore _store = null!;
    private InProcessTestCluster _cluster = null!;

    /// <summary>More patient than the defaults: a busy machine must not look like contention.</summary>
    public GrainCluster()
        : this(withJobs: false, new ProtocolOptions { CommandPatienceMs = 8_000, CallTimeoutMs = 5_000 }, new BindingLimits())
    {
    }

    internal GrainCluster(bool withJobs, ProtocolOptions protocol, BindingLimits limits) => (_withJobs, _protocol, _limits) = (withJobs, protocol, limits);

    /// <summary>More services of every silo, when it has jobs.</summary>
    internal Action<IServiceCollection>? AlsoRegister { get; init; }

    internal HookedRecord Record { get; private set; } = null!;

    internal RecordStore Store => _store;

    /// <summary>Where the record's files are.</summary>
    internal string Data => _directory;

    internal InProcessTestCluster Cluster => _cluster;

    internal IGrainFactory Grains => _cluster.Client;

    public async Task InitializeAsync()
    {
        _store = SqliteRecord.Open(SlotMap.Default, new SqliteRecordOptions { Directory = _directory }, new RecordOptions(), TimeProvider.System);
        Record = new HookedRecord(_store.Rows);
        await StartAsync();
    }

    /// <summary>Stops every silo and starts new ones on the same record: all that was in memory is gone.</summary>
    internal async Task RestartAsync()
    {
        await _cluster.DisposeAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    internal IIdentityGrain Identity(IdentityKey key) => Grains.GetGrain<IIdentityGrain>(key.Text);

    internal IOperationParticipant Participant(IdentityKey key) => Grains.GetGrain<IOperationParticipant>(key.Text);

    internal async Task<Relation> RegisterAsync(IdentityKey key)
    {
        await Identity(key).RegisterAsync(new RegisterCommand(new CommandContext("tests", null), Some.App()));
        return await ReadAsync(key);
    }

    internal async Task<CommandReply.Answered> BindAsync(IdentityKey a, IdentityKey b, string? key = null) =>
        Assert.IsType<CommandReply.Answered>(await Identity(a).BindAsync(Bind(b, key)));

    internal static BindCommand Bind(IdentityKey b, string? key = null, string app = "app") => new(new CommandContext("tests", key ?? Some.Key()), b, app, null);

    /// <summary>A strong read that must find something.</summary>
    internal async Task<Relation> ReadAsync(IdentityKey key) =>
        Assert.IsType<ResolveReply.Found>(await Identity(key).ResolveAsync(new ResolveQuery(Consistency.Strong))).Relation;

    /// <summary>The row as the store holds it.</summary>
    internal async Task<IdentityRow> RowAsync(IdentityKey key) => (await _store.Rows.LoadAsync(key, default)).Row;

    internal async Task<LoadedIdentity> LoadedAsync(IdentityKey key) => await _store.Rows.LoadAsync(key, default);

    internal static JsonElement Json(CommandReply.Answered answer) => JsonDocument.Parse(answer.Body.AsMemory()).RootElement;

    private async Task StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((options, silo) => silo.UseSiloMetadata(new Dictionary<string, string>
        {
            ["center"] = options.SiloName.EndsWith('0') ? "a" : "b",
            ["name"] = options.SiloName,
        }));
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddRecord(_store);
            host.Services.RemoveAll<IIdentityRecord>();
            host.Services.AddSingleton<IIdentityRecord>(Record);
            host.Services.AddIdentityGrains(new GrainOptions { Limits = _limits, Protocol = _protocol });
            if (!_withJobs) return;
            host.Services.AddSiloJobs();
            AlsoRegister?.Invoke(host.Services);
            host.Services.Configure<RecoveryOptions>(options => (options.EveryMs, options.OlderThanMs) = (100, 10));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForLivenessToStabilizeAsync();
    }
}
