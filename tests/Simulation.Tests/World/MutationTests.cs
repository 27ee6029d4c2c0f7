using MemberGrains.Simulation.Cli;
using MemberGrains.Simulation.Record;
using MemberGrains.Simulation.World;
using MemberGrains.Storage.Port;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace MemberGrains.Simulation.Tests.World;

/// <summary>Each safety measure that is switched off must turn a seed red: a simulation that can not fail shows nothing.</summary>
[Collection(nameof(Simulations))]
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int MostSeeds = 300;

    [Fact]
    public void Without_the_revision_check_a_seed_is_red() =>
        ShowsUp(seed => new WorldOptions { Seed = seed, Safety = RecordSafety.All with { ChecksRevision = false } });

    [Fact]
    public void Without_confirmations_a_seed_is_red() =>
        ShowsUp(seed => new WorldOptions { Seed = seed, Safety = RecordSafety.All with { Confirms = false } });

    [Fact]
    public void Without_the_idempotency_record_a_seed_is_red() =>
        ShowsUp(seed => new WorldOptions { Seed = seed, Safety = RecordSafety.All with { KeepsAnswers = false } });

    [Fact]
    public void Without_the_index_of_unfinished_rows_a_seed_is_red() =>
        ShowsUp(seed => new WorldOptions { Seed = seed, Safety = RecordSafety.All with { KeepsIndex = false } });

    [Fact]
    public void A_bind_that_forgets_a_participant_is_red() =>
        ShowsUp(seed => new WorldOptions { Seed = seed, Break = services => services.Decorate<IIdentityRecord>(record => new ForgetfulRecord(record)) });

    private void ShowsUp(Func<long, WorldOptions> options)
    {
        for (long seed = 1; seed <= MostSeeds; seed++)
        {
            var result = SimulatedWorld.Run(options(seed));
            if (result.IsGreen) continue;
            output.WriteLine(SeedReport.Of(result));
            Assert.Contains($"./dev sim --seed {seed} ", SeedReport.Of(result), StringComparison.Ordinal);
            Assert.True(result.Fault is null, SeedReport.Of(result));
            return;
        }

        Assert.Fail($"None of {MostSeeds} seeds noticed.");
    }
}
