using System.Diagnostics;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests;

/// <summary>The engine switch refuses what would go wrong quietly. MSBuild only evaluates here; nothing is compiled.</summary>
public sealed class EngineSwitchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("Embedded")]
    [InlineData("Orleans")]
    public async Task Both_engines_are_known(string engine)
    {
        var (code, output) = await Build("src/Grains/Grains.csproj", "ValidateGrainEngine", engine);

        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task An_unknown_engine_is_an_error()
    {
        var (code, output) = await Build("src/Grains/Grains.csproj", "ValidateGrainEngine", "Orleons");

        Assert.NotEqual(0, code);
        Assert.Contains("GrainEngine='Orleons' is unknown. Use Embedded (laptop, tests) or Orleans (production).", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_exists_for_the_embedded_engine_only_can_not_be_built_on_Orleans()
    {
        var engine = House.Here.Projects.Single(p => p.IsSource && p.IsEmbeddedOnly);

        var (code, output) = await Build(engine.Path, "ValidateGrainEngine", "Orleans");

        Assert.NotEqual(0, code);
        Assert.Contains("exists for the embedded engine only", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_on_the_embedded_engine_is_an_error()
    {
        var (code, output) = await Build("src/Silo/Silo.csproj", "Publish", "Embedded", "-p:NoBuild=true");

        Assert.NotEqual(0, code);
        Assert.Contains("can not be published. Publish with -p:GrainEngine=Orleans.", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> Build(string project, string target, string engine, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = House.FindRoot(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["msbuild", project, $"-t:{target}", $"-p:GrainEngine={engine}", "-nologo", "-v:q", "-nodeReuse:false", .. more])
            start.ArgumentList.Add(argument);
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited); // the test runner's own MSBuild must not leak into this one

        using var build = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = build.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = build.StandardError.ReadToEndAsync(limit.Token);
        await build.WaitForExitAsync(limit.Token);
        return (build.ExitCode, await output + await errors);
    }
}
