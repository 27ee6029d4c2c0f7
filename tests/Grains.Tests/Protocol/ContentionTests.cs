using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces;
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
        var told = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(new Random(caller), keys)));
        var replies = told.SelectMany(each => each).ToList();

        int contended = replies.Count(reply => reply.Contended);
        Assert.True(contended < replies.Count / 10, $"{contended} of {replies.Count} commands were contended.");
        Assert.All(replies.GroupBy(reply => reply.First), ofOne => Assert.Contains(ofOne, reply => !reply.Contended));
        await AgreesAsync(keys);
    }

    [Fact]
    public async Task Two_identities_that_everybody_wants_are_served_to_all()
    {
        var (phone, union) = (Some.Phone(), Some.UnionId());
        var told = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(new Random(caller), [phone, union])));
        var replies = told.SelectMany(each => each).ToList();
        int contended = replies.Count(reply => reply.Contended);
        Assert.True(contended < replies.Count / 10, $"{contended} of {replies.Count} commands were contended.");
        await AgreesAsync([phone, union]);
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

    private async Task<List<(IdentityKey First, bool Contended)>> CallAsync(Random random, IdentityKey[] keys)
    {
        var replies = new List<(IdentityKey, bool)>();
        string? operation = null;
        for (int i = 0; i < CommandsEach; i++)
        {
            var a = keys[random.Next(keys.Length)];
            var b = keys[random.Next(keys.Length)];
            var reply = await SendAsync(random.Next(10), a, b, operation);
            replies.Add((a, reply is CommandReply.Contended));
            if (reply is CommandReply.Answered { Outcome: CommandOutcome.Bound or CommandOutcome.Merged or CommandOutcome.Replaced } changed)
                operation = GrainCluster.Json(changed).GetProperty("operationId").GetString();
        }

        return replies;
    }

    private Task<CommandReply> SendAsync(int kind, IdentityKey a, IdentityKey b, string? operation)
    {
        var context = new CommandContext("tests", Some.Key());
        var grain = cluster.Identity(a);
        return kind switch
        {
            < 5 when a != b => grain.BindAsync(new BindCommand(context, b, "app", null)),
            5 when a != b => grain.MergeAsync(new MergeCommand(context, b, "same")),
            6 when a != b && a.Kind == b.Kind => grain.ReplaceAsync(new ReplaceCommand(context, b, "app", null)),
            7 when operation is not null => cluster.Grains.GetGrain<IOperationGrain>(operation).SplitAsync(new SplitCommand(context, null)),
            _ => grain.UnbindAsync(new UnbindCommand(context, null)),
        };
    }
}
