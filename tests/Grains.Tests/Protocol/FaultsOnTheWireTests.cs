using MemberGrains.Grains.Tests.Cluster;
using MemberGrains.Interfaces.Faults;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Protocol;

/// <summary>What a caller learns of a store's fault whose cause only the silo's driver knows.</summary>
public sealed class FaultsOnTheWireTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task A_store_that_is_away_is_told_as_such_whatever_the_cause()
    {
        cluster.Record.OnLoad = _ => throw new StoreUnavailableException("The record is away.", new DriverException("no connection"));
        try
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.RegisterAsync(Some.Phone()));
            Assert.Equal("The record is away.", fault.Message);
        }
        finally
        {
            cluster.Record.OnLoad = null;
        }
    }

    [Fact]
    public async Task A_participant_whose_store_is_away_is_told_as_such_to_who_binds_it()
    {
        var (phone, card) = (Some.Phone(), Some.Card());
        await cluster.RegisterAsync(phone);
        cluster.Record.OnLoad = key => key == card ? throw new StoreUnavailableException("The record is away.", new DriverException("no connection")) : Task.CompletedTask;
        try
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.BindAsync(phone, card));
        }
        finally
        {
            cluster.Record.OnLoad = null;
        }
    }

    /// <summary>No codec writes it.</summary>
    private sealed class DriverException(string message) : Exception(message);
}
