using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

/// <summary>What callers see of an identity whose operation is decided elsewhere and can not be asked about.</summary>
public sealed class PreparedRowTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private static readonly Func<Task> Lost = () => throw new TimeoutException("The scripted network lost the call.");

    [Fact]
    public async Task The_state_before_of_a_prepared_identity_is_shown_with_its_age_and_never_filled_into_a_cache()
    {
        var (card, phone, other) = (Some.Card(), Some.Phone(), Some.Card());
        foreach (var key in new[] { card, phone, other }) await world.A.RegisterAsync(key);
        using (world.Faults.Between("IOperationParticipant", "CommitAsync", Lost))
        using (world.Faults.Between("IOperationParticipant", "AskAsync", Lost))
        {
            Assert.Equal(200, (await world.A.BindAsync(card, phone)).Status);
            await world.ForgetCacheAsync("b");
            await Calls.UntilAsync(() => world.B.GetAsync(other), answer => answer.Header("X-Source") == "redis");

            for (int i = 0; i < 3; i++)
            {
                var shown = await world.B.GetAsync(phone);
                Assert.Equal((200, "grain", "\"1\""), (shown.Status, shown.Header("X-Source"), shown.Header("ETag")));
                Assert.True(shown.Staleness > 0);
            }
        }

        await Calls.UntilAsync(() => world.B.GetAsync(phone), answer => answer.Header("ETag") == "\"2\"");
    }
}
