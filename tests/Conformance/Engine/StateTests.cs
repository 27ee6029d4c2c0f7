using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;

namespace MemberGrains.Conformance.Engine;

public sealed class StateTests : IAsyncLifetime
{
    private readonly LedgerStorage _storage = new();
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.Services.AddKeyedSingleton<IGrainStorage>(LedgerStorage.Name, _storage));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_state_that_was_never_written_is_new_and_says_so()
    {
        var (sum, exists, _) = await Ledger("new").Read();

        Assert.Equal((0, false), (sum, exists));
    }

    [Fact]
    public async Task What_was_written_is_read_before_the_next_activation_serves()
    {
        await Ledger("kept").Add(5);
        await Ledger("kept").Add(7);
        var (before, exists, life) = await Ledger("kept").Read();
        Assert.Equal((12, true), (before, exists));

        await Ledger("kept").End();
        await Wait.Until(async () => (await Ledger("kept").Read()).Life > life, "a second life");

        Assert.Equal(12, (await Ledger("kept").Read()).Sum);
    }

    [Fact]
    public async Task Grains_do_not_share_their_states()
    {
        await Ledger("one").Add(1);
        await Ledger("two").Add(2);

        Assert.Equal(1, (await Ledger("one").Read()).Sum);
        Assert.Equal(2, (await Ledger("two").Read()).Sum);
    }

    [Fact]
    public async Task Reading_again_takes_what_is_stored()
    {
        await Ledger("again").Add(3);

        Assert.Equal(3, await Ledger("again").ChangeAndReadAgain(99));
    }

    [Fact]
    public async Task A_cleared_state_does_not_exist_any_more()
    {
        await Ledger("cleared").Add(3);
        await Ledger("cleared").Clear();

        Assert.False((await Ledger("cleared").Read()).Exists);
    }

    [Fact]
    public async Task A_write_over_anothers_is_refused()
    {
        await Ledger("contested").Add(3);
        _storage.Touch("contested");

        await Assert.ThrowsAsync<InconsistentStateException>(() => Ledger("contested").Add(4));
    }

    [Fact]
    public async Task While_the_storage_is_out_a_grain_can_not_be_activated_and_later_it_can()
    {
        _storage.IsOut = true;
        await Assert.ThrowsAnyAsync<Exception>(() => Ledger("late").Read());
        _storage.IsOut = false;

        await Ledger("late").Add(1);

        Assert.Equal(1, (await Ledger("late").Read()).Sum);
    }

    private ILedgerGrain Ledger(string key) => _cluster.Client.GetGrain<ILedgerGrain>(key);
}
