using MemberGrains.Gateway.Requests;

namespace MemberGrains.Gateway.Tests.Requests;

public sealed class IdentityPrefixTests
{
    [Theory]
    [InlineData("phone:+8613", true)]
    [InlineData("phone:+8613912345678", true)]
    [InlineData("elong:00123", true)]
    [InlineData("phone:+861", false)]
    [InlineData("phone:13912", false)]
    [InlineData("phone:+86-13", false)]
    [InlineData("phone:+86139123456789012", false)]
    [InlineData("elong:0012", false)]
    [InlineData("elong:123456789012345678901", false)]
    [InlineData("unionid:abcdef", false)]
    [InlineData("fax:12345", false)]
    [InlineData("12345", false)]
    public void It_is_the_beginning_of_a_phone_or_card_with_five_characters_or_more(string prefix, bool valid) =>
        Assert.Equal(valid, IdentityPrefix.IsValid(prefix));
}
