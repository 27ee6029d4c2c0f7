using System.Text.RegularExpressions;

namespace MemberGrains.Integration.Tests.Compose;

/// <summary>The rules of the compose specification that a slip of the pen breaks. No engine is needed.</summary>
public sealed partial class ComposeSchemaTests
{
    private static readonly string[] _serviceKeys =
    [
        "image", "build", "command", "entrypoint", "environment", "volumes", "ports", "depends_on", "healthcheck", "restart",
        "ulimits", "hostname", "labels", "stop_grace_period",
    ];

    private static readonly string[] _healthKeys = ["test", "interval", "timeout", "retries", "start_period"];
    private static readonly string[] _conditions = ["service_started", "service_healthy", "service_completed_successfully"];

    private readonly ComposeFile _compose = new();

    [Fact]
    public void There_are_only_sections_and_keys_that_compose_knows()
    {
        Assert.All(_compose.Sections, section => Assert.True(section is "name" or "services" or "volumes" || section.StartsWith("x-", StringComparison.Ordinal), section));
        Assert.All(_compose.Services.Values, service => Assert.All(service.Keys.Keys, key => Assert.Contains(key, _serviceKeys)));
        Assert.All(_compose.Services.Keys, name => Assert.Matches("^[a-zA-Z0-9._-]+$", name));
    }

    [Fact]
    public void Every_image_of_others_has_an_exact_tag()
    {
        var others = _compose.Services.Values.Where(service => service.Build.Count == 0).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, service => Assert.Matches(ExactTag(), service.Image));
    }

    [Fact]
    public void Images_of_ours_are_built_from_docker_files_that_exist() =>
        Assert.All(_compose.Services.Values.Where(service => service.Build.Count > 0), service =>
        {
            Assert.Equal(".", service.Build["context"]);
            Assert.True(File.Exists(Repository.PathOf((string)service.Build["dockerfile"]!)), service.Name);
        });

    [Fact]
    public void Who_waits_waits_for_something_that_can_come()
    {
        foreach (var service in _compose.Services.Values)
        {
            foreach (var (on, condition) in service.DependsOn)
            {
                Assert.True(_compose.Services.TryGetValue(on, out var other), $"{service.Name} waits for {on}");
                Assert.Contains(condition, _conditions);
                if (condition == "service_healthy") Assert.True(other.HasHealthCheck, $"{service.Name} waits for the health of {on}, which nobody checks");
                if (condition == "service_completed_successfully") Assert.Equal("no", other.Keys["restart"]);
            }
        }

        Assert.Equal(_compose.Services.Count, InOrder().Count);
    }

    [Fact]
    public void A_health_check_is_complete() => Assert.All(_compose.Services.Values.Where(service => service.HasHealthCheck), service =>
    {
        var check = ComposeFile.Map(service.Keys["healthcheck"]);
        Assert.All(check.Keys, key => Assert.Contains(key, _healthKeys));
        var test = Assert.IsType<List<object>>(check["test"]);
        Assert.True((string)test[0] is "CMD" or "CMD-SHELL", service.Name);
        Assert.All(["interval", "timeout"], key => Assert.Matches(@"^\d+(s|m)$", (string)check[key]!));
    });

    [Fact]
    public void Volumes_are_declared_and_used_and_files_that_are_mounted_exist()
    {
        var mounted = _compose.Services.Values.SelectMany(service => service.Volumes).Select(volume => volume.Split(':')[0]).ToHashSet();
        Assert.Equal(_compose.Volumes.Order(), mounted.Where(source => !source.StartsWith('.')).Order());
        Assert.All(mounted.Where(source => source.StartsWith('.')), source => Assert.True(File.Exists(Repository.PathOf(source)), source));
    }

    [Fact]
    public void Ports_of_the_host_are_on_loopback_and_each_is_published_once()
    {
        string[] hosts = [.. _compose.Services.Values.SelectMany(service => service.Ports).Select(port => port[..port.LastIndexOf(':')])];
        Assert.Equal(["127.0.0.1:8081", "127.0.0.1:8082"], hosts.Order());
    }

    [Fact]
    public void No_password_is_written_down()
    {
        var secrets = _compose.Services.Values.SelectMany(service => service.Environment)
            .Where(variable => Regex.IsMatch(variable.Key, "PASS|PWD|AUTH|Password|KeySha256")).ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.Matches(@"^\$\{[A-Z0-9_]+:\?\}$", secret.Value));
    }

    /// <summary>Services in an order in which each can start; those in a circle are missing.</summary>
    private HashSet<string> InOrder()
    {
        var started = new HashSet<string>();
        while (_compose.Services.Values.FirstOrDefault(service => !started.Contains(service.Name) && service.DependsOn.Keys.All(started.Contains)) is { } next) started.Add(next.Name);
        return started;
    }

    [GeneratedRegex(@"^[a-z0-9./_-]+:\d+\.\d+\.\d+$")]
    private static partial Regex ExactTag();
}
