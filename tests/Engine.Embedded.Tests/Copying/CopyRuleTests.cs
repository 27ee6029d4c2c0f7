using System.Collections.Immutable;
using Orleans.TestingHost;

namespace MemberGrains.Engine.Embedded.Tests.Copying;

/// <summary>What is passed as it is and what is copied. All in one process, so the test can see which object arrived.</summary>
public sealed class CopyRuleTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = new InProcessTestClusterBuilder(1).Build();
        await _cluster.DeployAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    public static TheoryData<object> PassedAsTheyAre() =>
    [
        "text",
        ImmutableList.Create("a", "b"),
        ImmutableDictionary<string, int>.Empty.Add("a", 1),
        new SealedRecordOfImmutables("a", ImmutableArray.Create(1), new Version(1, 2)),
        new MarkedImmutable([1]),
        new InvalidOperationException("a fault"),
    ];

    public static TheoryData<object> Copied() =>
    [
        new[] { 1, 2 },
        new List<string> { "a" },
        new HashSet<string> { "a" },
        new Dictionary<string, int[]> { ["a"] = [1] },
        new SortedDictionary<string, int> { ["a"] = 1 },
        new Queue<int>([1, 2]),
        new RecordWithAList(["a"]),
        new Settable { Name = "a" },
        Tuple.Create("a", new[] { 1 }),
    ];

    [Theory]
    [MemberData(nameof(PassedAsTheyAre))]
    public async Task Values_that_can_not_change_are_passed_as_they_are(object value) => Assert.Same(value, await Echo(value));

    [Theory]
    [MemberData(nameof(Copied))]
    public async Task Values_that_can_change_are_copied(object value)
    {
        var got = await Echo(value);
        Assert.NotSame(value, got);
        Assert.Equivalent(value, got, strict: true);
        Assert.Equal(value.GetType(), got.GetType());
    }

    [Fact]
    public async Task A_cycle_stays_a_cycle()
    {
        var node = new Node();
        node.Next = node;
        var got = (Node)await Echo(node);
        Assert.NotSame(node, got);
        Assert.Same(got, got.Next);
    }

    [Fact]
    public async Task A_member_marked_immutable_is_shared_in_a_copy()
    {
        var value = new HalfShared { Own = [1], Shared = [2] };
        var got = (HalfShared)await Echo(value);
        Assert.NotSame(value.Own, got.Own);
        Assert.Same(value.Shared, got.Shared);
    }

    [Fact]
    public async Task A_grain_that_passes_itself_passes_a_reference()
    {
        var got = await _cluster.Client.GetGrain<IEchoGrain>("self").Myself();
        Assert.IsNotType<EchoGrain>(got);
        Assert.Equal("self", got.GetPrimaryKeyString());
    }

    [Fact]
    public async Task A_struct_with_a_list_is_copied()
    {
        var value = new StructWithAList([1]);
        var got = await _cluster.Client.GetGrain<IEchoGrain>("x").EchoStruct(value);
        Assert.NotSame(value.Items, got!.Value.Items);
        Assert.Equal(value.Items, got.Value.Items);
        Assert.Null(await _cluster.Client.GetGrain<IEchoGrain>("x").EchoStruct(null));
    }

    private Task<object> Echo(object value) => _cluster.Client.GetGrain<IEchoGrain>("x").Echo(value);
}
