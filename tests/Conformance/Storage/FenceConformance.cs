using MemberGrains.Servers.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class FenceConformance(IRecordStand stand) : RecordConformance(stand)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    [ServerFact]
    public async Task A_lease_excludes_others_while_it_runs()
    {
        Assert.NotNull(await AcquireAsync("one"));
        Assert.Null(await AcquireAsync("two"));
    }

    [ServerFact]
    public async Task Renewing_keeps_the_token_and_moves_the_end()
    {
        long? token = await AcquireAsync("one");
        await Stand.PassAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(token, await AcquireAsync("one"));
        await Stand.PassAsync(TimeSpan.FromSeconds(9));
        Assert.Null(await AcquireAsync("two"));
    }

    [ServerFact]
    public async Task After_its_end_another_owner_takes_it_with_a_higher_token()
    {
        long? first = await AcquireAsync("one");
        await Stand.PassAsync(Lease);
        long? second = await AcquireAsync("two");
        Assert.True(second > first);
        Assert.Null(await AcquireAsync("one"));
    }

    [ServerFact]
    public async Task After_its_end_the_same_owner_gets_a_higher_token_too()
    {
        long? first = await AcquireAsync("one");
        await Stand.PassAsync(Lease);
        Assert.True(await AcquireAsync("one") > first);
    }

    [ServerFact]
    public async Task A_released_lease_is_free_at_once()
    {
        long? first = await AcquireAsync("one");
        await Record.Fences.ReleaseAsync("c0", "job", "one", None);
        Assert.True(await AcquireAsync("two") > first);
    }

    [ServerFact]
    public async Task Only_its_owner_releases_a_lease()
    {
        Assert.NotNull(await AcquireAsync("one"));
        await Record.Fences.ReleaseAsync("c0", "job", "two", None);
        Assert.Null(await AcquireAsync("two"));
    }

    [ServerFact]
    public async Task Jobs_and_clusters_have_leases_of_their_own()
    {
        Assert.NotNull(await AcquireAsync("one"));
        Assert.NotNull(await Record.Fences.AcquireAsync("c0", "other", "two", Lease, None));
        Assert.NotNull(await Record.Fences.AcquireAsync("c1", "job", "two", Lease, None));
    }

    [ServerFact]
    public async Task Tokens_ascend_across_a_restart()
    {
        long? first = await AcquireAsync("one");
        await Stand.ReopenAsync();
        Assert.Null(await AcquireAsync("two"));
        await Stand.PassAsync(Lease);
        Assert.True(await AcquireAsync("two") > first);
    }

    [ServerFact]
    public async Task Of_many_who_ask_at_once_one_gets_it()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => AcquireAsync($"owner-{i}")));
        Assert.Single(tokens, token => token is not null);
    }

    private async Task<long?> AcquireAsync(string owner) => await Record.Fences.AcquireAsync("c0", "job", owner, Lease, None);
}
