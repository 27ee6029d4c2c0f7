using MemberGrains.Storage.MySql;
using MemberGrains.Storage.Port;
using MemberGrains.Storage.Slots;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MemberGrains.Storage.Tests.MySql;

/// <summary>The configuration's one shape: bound, checked before anything is opened, shown without its password.</summary>
public sealed class MySqlOptionsTests
{
    private const string Section = "Record:MySql:";

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "User", "", "User" },
        { "Database", "a-b", "Database" },
        { "Clusters:0:Id", "c7", "cluster c0 is named 0 times" },
        { "Clusters:1:Home", "a", "cluster c1 has home 'a', in the slot map 'b'" },
        { "Clusters:0:Primary", "c0-a9", "its Primary 'c0-a9' is none of its Nodes" },
        { "Clusters:0:Nodes:1:Name", "c0-a1", "node c0-a1 is named 2 times" },
        { "Clusters:0:Nodes:0:Port", "0", "node c0-a1: The field Port" },
        { "Clusters:0:Nodes:0:Host", "", "node c0-a1: The Host field is required" },
        { "ReadConnections", "6", "are above ConnectionBudget (8)" },
        { "HeartbeatMs", "600", "is above a third of ReplicaLagBudgetMs" },
    };

    [Fact]
    public async Task A_container_has_every_port_of_one_record_and_asks_no_server_for_it()
    {
        await using var services = Services(Values()).BuildServiceProvider();
        var record = services.GetRequiredService<RecordStore>();
        Assert.Same(record.Rows, services.GetRequiredService<IIdentityRecord>());
        Assert.Same(record.Outbox, services.GetRequiredService<ChangeStream.Port.IOutbox>());
        Assert.Same(record.Backlogs, services.GetRequiredService<ChangeStream.Port.ICenterBacklogs>());
        Assert.Same(record.Fences, services.GetRequiredService<IJobFences>());
        Assert.Equal(new PrimaryRole("c1-b1", 1), services.GetRequiredService<IPrimaryDirectory>().PrimaryOf("c1"));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_refused_at_start_by_name(string option, string? value, string said)
    {
        var values = Values();
        values[Section + option] = value;
        using var services = Services(values).BuildServiceProvider();
        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<MySqlRecordOptions>>().Value);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Contains(MySqlRecordOptions.Section, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_dump_shows_the_password()
    {
        using var services = Services(Values()).BuildServiceProvider();
        string text = services.GetRequiredService<IOptions<MySqlRecordOptions>>().Value.ToString();
        Assert.Contains("app@c0 [c0-a1 (127.0.0.1:4001) c0-b1 (127.0.0.1:4002)]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
    }

    private static IServiceCollection Services(Dictionary<string, string?> values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection().AddSingleton(SlotMap.Default).AddMySqlRecord(configuration.GetSection(MySqlRecordOptions.Section));
    }

    private static Dictionary<string, string?> Values()
    {
        var values = new Dictionary<string, string?> { [Section + "User"] = "app", [Section + "Password"] = "s3cret" };
        Cluster("Clusters:0:", "c0", "a", ("c0-a1", "a", 4001), ("c0-b1", "b", 4002));
        Cluster("Clusters:1:", "c1", "b", ("c1-b1", "b", 4003), ("c1-a1", "a", 4004));
        return values;

        void Cluster(string at, string id, string home, params (string Name, string Center, int Port)[] nodes)
        {
            (values[Section + at + "Id"], values[Section + at + "Home"], values[Section + at + "Primary"]) = (id, home, nodes[0].Name);
            for (int i = 0; i < nodes.Length; i++)
            {
                string node = $"{Section}{at}Nodes:{i}:";
                (values[node + "Name"], values[node + "Center"], values[node + "Host"], values[node + "Port"]) = (nodes[i].Name, nodes[i].Center, "127.0.0.1", $"{nodes[i].Port}");
            }
        }
    }
}
