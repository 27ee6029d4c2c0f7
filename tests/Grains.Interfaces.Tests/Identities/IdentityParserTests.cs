using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Interfaces.Tests.Identities;

public sealed class IdentityParserTests
{
    [Theory]
    [InlineData("phone:139 1234 5678", "phone:+8613912345678")]
    [InlineData("phone:+8613912345678", "phone:+8613912345678")]
    [InlineData("unionid:AbC_-9", "unionid:AbC_-9")]
    [InlineData("elong:000123", "elong:000123")]
    public void An_identity_becomes_its_normal_form(string written, string normal)
    {
        Assert.Equal(IdentityProblem.None, IdentityParser.Default.Parse(written, out var key));
        Assert.Equal(normal, key.Text);
        Assert.Equal(written[..written.IndexOf(':', StringComparison.Ordinal)], key.Kind);
        Assert.Equal(normal[(normal.IndexOf(':', StringComparison.Ordinal) + 1)..], key.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("phone")]
    [InlineData("phone:")]
    [InlineData(":13912345678")]
    [InlineData("Phone:13912345678")]
    [InlineData("email:a@example.org")]
    [InlineData("email:null")]
    [InlineData("phone:phone:13912345678")]
    [InlineData("13912345678")]
    [InlineData("phone :13912345678")]
    [InlineData("unionid:abc")]
    [InlineData("elong:12345")]
    public void What_is_no_identity_is_invalid(string written)
    {
        Assert.Equal(IdentityProblem.Invalid, IdentityParser.Default.Parse(written, out var key));
        Assert.Equal(default, key);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData("undefined")]
    [InlineData("none")]
    [InlineData("Nil")]
    [InlineData("NaN")]
    [InlineData("anonymous")]
    [InlineData("unknown")]
    [InlineData("Guest")]
    [InlineData("test")]
    [InlineData("n/a")]
    [InlineData("N/A")]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData("0")]
    [InlineData("-1")]
    public void Junk_is_blocked_in_every_kind_before_its_form_is_looked_at(string junk)
    {
        foreach (var kind in IdentityKind.All)
            Assert.Equal(IdentityProblem.Blocked, IdentityParser.Default.Parse(kind.Name, junk, out _));
    }

    [Theory]
    [InlineData("13800000000")]
    [InlineData("+8613800000000")]
    [InlineData("138-0000-0000")]
    [InlineData("13800138000")]
    [InlineData("+86 138 0013 8000")]
    [InlineData("13000000000")]
    public void Well_known_phones_are_blocked_in_every_form(string written) =>
        Assert.Equal(IdentityProblem.Blocked, IdentityParser.Default.Parse("phone", written, out _));

    [Theory]
    [InlineData("000000")]
    [InlineData("00")]
    [InlineData("00000000000000000000")]
    [InlineData("0000000000000000000000000")]
    public void A_card_of_zeros_only_is_blocked_whatever_its_length(string written) =>
        Assert.Equal(IdentityProblem.Blocked, IdentityParser.Default.Parse("elong", written, out _));

    [Theory]
    [InlineData("unionid", "000000")]
    [InlineData("unionid", "13800000000")]
    [InlineData("unionid", "nullnull")]
    [InlineData("elong", "13800138000")]
    [InlineData("phone", "13800138001")]
    [InlineData("elong", "0000001")]
    public void What_only_looks_like_junk_is_an_identity(string kind, string written) =>
        Assert.Equal(IdentityProblem.None, IdentityParser.Default.Parse(kind, written, out _));

    [Theory]
    [InlineData("phone", "null ")]
    [InlineData("unionid", " null")]
    [InlineData("phone", "000000")]
    public void Junk_with_more_around_it_is_judged_by_its_form(string kind, string written) =>
        Assert.Equal(IdentityProblem.Invalid, IdentityParser.Default.Parse(kind, written, out _));

    [Fact]
    public void The_list_is_configuration()
    {
        var parser = new IdentityParser(new BlockedValues(["nobody"], ["phone:+8613912345678", "unionid:AbCdEf"]));
        Assert.Equal(IdentityProblem.Blocked, parser.Parse("unionid", "NOBODY", out _));
        Assert.Equal(IdentityProblem.Blocked, parser.Parse("phone", "139 1234 5678", out _));
        Assert.Equal(IdentityProblem.Blocked, parser.Parse("unionid", "AbCdEf", out _));
        Assert.Equal(IdentityProblem.None, parser.Parse("unionid", "abcdef", out _));
        Assert.Equal(IdentityProblem.None, parser.Parse("phone", "13800138000", out _));
    }

    [Fact]
    public void Keys_are_ordered_by_their_characters_whatever_the_culture()
    {
        IdentityKey[] keys = [new("unionid:a"), new("phone:+1"), new("unionid:A"), new("elong:1"), new("unionid:_")];
        Assert.Equal(["elong:1", "phone:+1", "unionid:A", "unionid:_", "unionid:a"], keys.Order().Select(key => key.Text));
    }
}
