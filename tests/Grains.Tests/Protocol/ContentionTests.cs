using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

/// <summary>Few identities that many callers want at once, on silos that a busy machine does not make impatient.</summary>
public sealed class ContentionTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Callers = 16;
    private const int CommandsEach = 40;

    [Fact]
    public async Task Sixteen_callers_on_thirty_identities_are_contended_in_less_than_a_tenth_and_no_identity_starves()
    {
        IdentityKey[] keys = [.. Enumerable.Range(0, 10).SelectMany(_ => new[] { Some.Phone(), Some.UnionId(), Some.Card() })];
        var replies = await CallAsync(keys);
        Assert.All(replies.GroupBy(reply => reply.First), ofOne => Assert.Contains(ofOne, reply => !reply.Contended));
    }

    [Fact]
    public async Task Two_identities_that_everybody_wants_are_served_to_all() => await CallAsync([Some.Phone(), Some.UnionId()]);

    private async Task<List<(IdentityKey First, bool Contended)>> CallAsync(IdentityKey[] keys)
    {
        var told = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            var mix = new CommandMix(cluster, caller, keys);
            var replies = new List<(IdentityKey First, bool Contended)>();
            for (int i = 0; i < CommandsEach; i++)
            {
                var (first, reply) = await mix.NextAsync();
                replies.Add((first, reply is CommandReply.Contended));
            }

            return replies;
        }));
        var replies = told.SelectMany(each => each).ToList();
        int contended = replies.Count(reply => reply.Contended);
        Assert.True(contended < replies.Count / 10, $"{contended} of {replies.Count} commands were contended.");
        await AgreesAsync(keys);
        return replies;
    }

    /// <summary>At rest, every member is whole.</summary>
    private async Task AgreesAsync(IdentityKey[] keys)
    {
        foreach (var key in keys)
        {
            if (await cluster.RowAsync(key) is { Version: 0 }) continue;
            var state = (await cluster.ReadAsync(key)).State;
            foreach (var other in state.Identities)
            {
                var theirs = (await cluster.ReadAsync(other.Key)).State;
                Assert.Equal(state with { UpdatedAt = default }, theirs with { UpdatedAt = default });
            }
        }
    }
}
