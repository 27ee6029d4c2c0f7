using System.ComponentModel.DataAnnotations;
using MemberGrains.Gateway.Accounts;
using MemberGrains.Testing;

namespace MemberGrains.Gateway.Tests.Accounts;

public sealed class AccountBookTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_key_opens_its_own_account_and_no_other_key_opens_any()
    {
        var book = new AccountBook([NewAccount("orders", "key-one"), NewAccount("campaigns", "key-two")], _clock);

        Assert.Equal("orders", book.Find("key-one")?.Name);
        Assert.Equal("campaigns", book.Find("key-two")?.Name);
        Assert.Null(book.Find("key-three"));
        Assert.Null(book.Find("KEY-ONE"));
        Assert.Null(book.Find(""));
        Assert.Null(book.Find(new string('k', ApiKeyHash.MaxKeyLength + 1)));
    }

    [Fact]
    public void A_key_that_a_laptop_made_for_itself_opens_nothing_but_on_a_laptop()
    {
        const string key = "laptop-order-abcdef";
        AccountOptions[] accounts = [NewAccount("orders", key)];

        Assert.Null(new AccountBook(accounts, _clock).Find(key));
        Assert.NotNull(new AccountBook(accounts, _clock, takesLaptopKeys: true).Find(key));
    }

    [Fact]
    public void An_expired_account_is_unknown()
    {
        var book = new AccountBook([NewAccount("orders", "key") with { Expires = _clock.GetUtcNow().AddMinutes(1) }], _clock);
        Assert.NotNull(book.Find("key"));

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(book.Find("key"));
    }

    [Fact]
    public void Options_keep_the_hash_only_and_do_not_show_even_that()
    {
        var account = NewAccount("orders", "key");

        Assert.Equal("2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683", account.KeySha256);
        Assert.Equal("orders (Order)", account.ToString());
    }

    [Fact]
    public void Accounts_that_share_a_name_or_a_key_or_have_no_hash_are_refused_at_start()
    {
        Assert.Throws<ValidationException>(() => new AccountBook([NewAccount("x", "1"), NewAccount("x", "2")], _clock));
        Assert.Throws<ValidationException>(() => new AccountBook([NewAccount("x", "1"), NewAccount("y", "1")], _clock));
        Assert.Throws<ValidationException>(() => new AccountBook([NewAccount("x", "1") with { KeySha256 = "secret" }], _clock));
        Assert.Throws<ValidationException>(() => new AccountBook([NewAccount("Not A Name", "1")], _clock));
    }

    private static AccountOptions NewAccount(string name, string key) =>
        new() { Name = name, Class = AccountClass.Order, KeySha256 = ApiKeyHash.Hex(key) };
}
