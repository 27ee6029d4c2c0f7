using MemberGrains.Gateway.Tests.Composition;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Contract;

[Collection(WorldCollection.Name)]
public sealed class IdentityTests(GatewayWorld world)
{
    [Fact]
    public async Task Registering_answers_201_then_200_with_the_same_relation()
    {
        var phone = Some.Phone();

        var first = await world.A.RegisterAsync(phone, "shop-1");
        var second = await world.B.RegisterAsync(phone, "shop-2");

        Assert.Equal(201, first.Status);
        Assert.Equal(200, second.Status);
        Assert.Equal("application/json", first.Header("Content-Type"));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(["identity", "memberId", "version", "status", "identities", "formerMemberIds", "updatedAt"], first.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(phone.Text, first.Json.GetProperty("identity").GetString());
        Assert.Equal(1, first.Json.GetProperty("version").GetInt64());
        Assert.Equal("active", first.Json.GetProperty("status").GetString());
        Assert.Equal("shop-1", first.Json.GetProperty("identities")[0].GetProperty("app").GetString());
        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z$", first.Json.GetProperty("updatedAt").GetString());
    }

    [Fact]
    public async Task Every_accepted_form_leads_to_the_normal_form()
    {
        var phone = Some.Phone();
        string bare = phone.Value[3..];
        await world.A.RegisterAsync(phone);

        foreach (string form in (string[])[bare, $"+86{bare}", $"%2B86%20{bare[..3]}-{bare[3..]}", $"+86-{bare}"])
        {
            var answer = await world.A.SendAsync(new WireRequest($"GET /v1/identities/phone/{form}"));
            Assert.Equal((200, phone.Text), (answer.Status, answer.Json.GetProperty("identity").GetString()));
        }
    }

    [Fact]
    public async Task An_unknown_identity_is_404_at_every_consistency_by_the_records_word()
    {
        foreach (string consistency in (string[])["", "?consistency=strong", "?consistency=bounded", "?consistency=any"])
        {
            var answer = await world.A.GetAsync(Some.Card(), consistency);

            Assert.Equal((404, "identity-unknown"), (answer.Status, answer.Code));
            Assert.Equal("grain", answer.Header("X-Source"));
            Assert.Equal(0, answer.Staleness);
        }
    }

    [Fact]
    public async Task A_strong_read_is_from_the_grain_and_a_bounded_one_says_where_it_is_from()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);

        var strong = await world.A.GetAsync(card, "?consistency=strong");
        Assert.Equal(("grain", 0L), (strong.Header("X-Source"), strong.Staleness));

        var cached = await Calls.UntilAsync(() => world.A.GetAsync(card), answer => answer.Header("X-Source") == "redis");
        Assert.InRange(cached.Staleness, 1, 4_000);
        Assert.Equal(strong.Text, cached.Text);
        Assert.Equal("\"1\"", cached.Header("ETag"));
    }

    [Fact]
    public async Task A_write_is_seen_by_the_next_bounded_read_of_its_center_for_every_identity_touched()
    {
        for (int round = 0; round < 20; round++)
        {
            var (phone, card) = (Some.Phone(), Some.Card());
            await world.A.RegisterAsync(phone);
            await world.A.GetAsync(phone);
            await world.A.BindAsync(phone, card);

            foreach (var identity in new[] { phone, card })
            {
                var read = await world.A.GetAsync(identity);
                Assert.Equal(200, read.Status);
                Assert.Equal([card.Text, phone.Text], read.Json.Identities());
            }
        }
    }

    [Fact]
    public async Task The_version_written_is_never_answered_with_an_older_one_in_the_other_center()
    {
        for (int round = 0; round < 20; round++)
        {
            var (phone, card) = (Some.Phone(), Some.Card());
            await world.A.RegisterAsync(phone);
            await world.B.GetAsync(phone);
            var bound = await world.A.BindAsync(phone, card);
            long version = bound.Json.GetProperty("versions").GetProperty(phone.Text).GetInt64();

            var read = await world.B.GetAsync(phone, "", $"If-Version-At-Least: {version}");

            Assert.Equal((200, 2L), (read.Status, read.Json.GetProperty("version").GetInt64()));
        }
    }

    [Fact]
    public async Task A_version_that_was_never_given_is_400_and_an_unknown_identity_stays_404()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);

        foreach (string consistency in (string[])["", "?consistency=strong", "?consistency=any"])
        {
            var older = await world.A.GetAsync(card, consistency, "If-Version-At-Least: 2");
            Assert.Equal((400, "invalid-request"), (older.Status, older.Code));
            Assert.True(older.Json.GetProperty("errors").TryGetProperty("If-Version-At-Least", out _));
            var unknown = await world.A.GetAsync(Some.Card(), consistency, "If-Version-At-Least: 1");
            Assert.Equal((404, "identity-unknown"), (unknown.Status, unknown.Code));
        }
    }

    [Theory]
    [InlineData("\"1\"", 304)]
    [InlineData("W/\"1\"", 304)]
    [InlineData("\"7\", \"1\"", 304)]
    [InlineData("*", 304)]
    [InlineData("\"2\"", 200)]
    [InlineData("1", 200)]
    public async Task If_none_match_spares_the_body_while_the_version_is_the_same(string tags, int status)
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);

        var answer = await world.A.GetAsync(card, "", $"If-None-Match: {tags}");

        Assert.Equal(status, answer.Status);
        Assert.Equal("\"1\"", answer.Header("ETag"));
        Assert.Equal("a", answer.Header("X-Center"));
        Assert.NotNull(answer.Header("X-Source"));
        Assert.Equal(status == 304, answer.Body.Length == 0);
    }

    [Fact]
    public async Task Marketing_callers_read_and_do_not_register()
    {
        var card = Some.Card();
        await world.A.RegisterAsync(card);

        var read = await world.A.SendAsync(new WireRequest($"GET {card.ToPath()}") { Key = TestKeys.Marketing });
        var register = await world.A.SendAsync(new WireRequest($"PUT {card.ToPath()}") { Key = TestKeys.Marketing, Body = "{\"app\":\"x\"}"u8.ToArray() });

        Assert.Equal(200, read.Status);
        Assert.Equal((403, "forbidden"), (register.Status, register.Code));
    }
}
