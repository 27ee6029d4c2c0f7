using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

public sealed class ContentionTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Callers = 16;
    private const int CommandsEach = 25;

    [Fact]
    public async Task Sixteen_callers_on_thirty_identities_are_contended_in_less_than_a_tenth()
    {
        IdentityKey[] keys = [.. Enumerable.Range(0, 10).SelectMany(_ => new[] { Some.Phone(), Some.UnionId(), Some.Card() })];
        var replies = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(new Random(caller), keys)));
        int contended = replies.Sum();
        Assert.True(contended < Callers * CommandsEach / 10, $"{contended} of {Callers * CommandsEach} commands were contended.");

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

    private async Task<int> CallAsync(Random random, IdentityKey[] keys)
    {
        int contended = 0;
        for (int i = 0; i < CommandsEach; i++)
        {
            var a = keys[random.Next(keys.Length)];
            var b = keys[random.Next(keys.Length)];
            var reply = a == b || random.Next(3) == 0
                ? await cluster.Identity(a).UnbindAsync(new UnbindCommand(new CommandContext("tests", Some.Key()), null))
                : await cluster.Identity(a).BindAsync(GrainCluster.Bind(b));
            if (reply is CommandReply.Contended) contended++;
        }

        return contended;
    }
}
