using MemberGrains.Interfaces.Identities;
using MemberGrains.ReadModels.Tests.World;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests;

/// <summary>P7 and P8 over random schedules; a failing seed is its own replay.</summary>
public sealed class ConvergenceTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Views_converge_and_no_cache_answers_below_a_known_floor_through_lost_repeated_and_reordered_messages(int seed) =>
        VirtualThread.Run(async thread => await LiveAsync(thread, seed, new Storm { Loses = 0.03, Repeats = 0.1, Delays = 0.15, Refuses = 0.1 }, handOver: false));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Views_converge_and_no_cache_answers_below_a_known_floor_while_relays_hand_over(int seed) =>
        VirtualThread.Run(async thread => await LiveAsync(thread, seed, new Storm { Refuses = 0.2 }, handOver: true));

    private static async Task LiveAsync(VirtualThread thread, int seed, Storm storm, bool handOver)
    {
        await using var world = new ViewWorld(thread, seed, storm);
        await world.StartAsync();
        CacheUsers a = new(world, "a"), b = new(world, "b");
        var keys = Enumerable.Range(0, 24).Select(i => new IdentityKey($"unionid:seed{seed}-{i:D4}")).ToList();
        IdentityKey Any() => keys[world.Random.Next(keys.Count)];

        var running = new List<Task>();
        for (int step = 0; step < 400; step++)
        {
            var users = world.Random.Next(2) == 0 ? a : b;
            running.Add(world.Random.Next(10) < 3 ? users.CommandAsync(Any(), Any()) : users.ReadAsync(Any()));
            await thread.PassAsync(TimeSpan.FromMilliseconds(world.Random.Next(60)));
            if (handOver && world.Random.Next(40) == 0)
            {
                world.Record.Fence++;
                world.StartRelays();
            }
        }

        await Task.WhenAll(running);
        await world.QuietAsync();
        var report = await world.VerifyAsync();
        Assert.True(report.Agrees, string.Join(Environment.NewLine, report.Models.Where(model => !model.Agrees)));
        Assert.InRange(report.Identities, 15, 24);
        Assert.True(a.Hits > 20 && b.Hits > 20, $"The caches were used: {a.Hits}, {b.Hits} hits, {a.Fills}, {b.Fills} fills, {a.Answers}, {b.Answers} answers of replicas");
    }
}
