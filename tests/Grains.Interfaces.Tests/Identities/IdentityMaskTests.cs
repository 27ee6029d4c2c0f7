using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Interfaces.Tests.Identities;

public sealed class IdentityMaskTests
{
    [Theory]
    [InlineData("phone:+8613912345678", "phone:+86139****5678")]
    [InlineData("phone:+85291234567", "phone:+852****67")]
    [InlineData("phone:+12345678", "phone:+12****8")]
    [InlineData("unionid:o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "unionid:o6_bmj****fL2M")]
    [InlineData("unionid:abcdef", "unionid:ab****f")]
    [InlineData("elong:000123", "elong:00****3")]
    [InlineData("elong:12345678901234567890", "elong:123456****7890")]
    public void A_mask_shows_the_ends_and_hides_the_middle(string key, string masked) => Assert.Equal(masked, IdentityMask.Mask(new IdentityKey(key)));

    [Fact]
    public void Of_a_short_value_no_more_than_half_shows_and_of_a_long_one_ten_characters()
    {
        for (int length = 6; length <= 64; length++)
        {
            string masked = IdentityMask.Mask(new IdentityKey($"unionid:{new string('x', length)}"));
            int shown = masked.Count(c => c == 'x');
            Assert.InRange(shown, 1, length < 14 ? length / 2 : 10);
        }
    }
}
