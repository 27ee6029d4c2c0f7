using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Interfaces.Tests.Identities;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+8613912345678", "+8613912345678")]
    [InlineData("13912345678", "+8613912345678")]
    [InlineData("139 1234 5678", "+8613912345678")]
    [InlineData("139-1234-5678", "+8613912345678")]
    [InlineData("+86 139-1234 5678", "+8613912345678")]
    [InlineData("+86 - 13912345678", "+8613912345678")]
    [InlineData("1-3-9-1-2-3-4-5-6-7-8", "+8613912345678")]
    [InlineData("19999999999", "+8619999999999")]
    [InlineData("+85291234567", "+85291234567")]
    [InlineData("+1 202 555 0123", "+12025550123")]
    [InlineData("+12345678", "+12345678")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void Accepted_forms_have_one_normal_form(string written, string normal) => Assert.Equal(normal, IdentityKind.Phone.Normalise(written));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData(" 13912345678")]
    [InlineData("13912345678 ")]
    [InlineData("13912345678-")]
    [InlineData("-13912345678")]
    [InlineData("+ 8613912345678")]
    [InlineData("++8613912345678")]
    [InlineData("86+13912345678")]
    [InlineData("8613912345678")]
    [InlineData("008613912345678")]
    [InlineData("1391234567")]
    [InlineData("139123456789")]
    [InlineData("12912345678")]
    [InlineData("23912345678")]
    [InlineData("+8612912345678")]
    [InlineData("+861391234567")]
    [InlineData("+86139123456789")]
    [InlineData("+861012345678")]
    [InlineData("+8699999999")]
    [InlineData("+1234567")]
    [InlineData("+1234567890123456")]
    [InlineData("+01234567890")]
    [InlineData("139\u00a01234\u00a05678")]
    [InlineData("139\t12345678")]
    [InlineData("139.1234.5678")]
    [InlineData("(139)12345678")]
    [InlineData("139\u20111234\u20115678")]
    [InlineData("\uff11\uff13\uff1912345678")]
    [InlineData("\u0661\u0663912345678")]
    [InlineData("1391234567x")]
    [InlineData("13912345678\0")]
    public void Anything_else_is_refused(string written) => Assert.Null(IdentityKind.Phone.Normalise(written));

    [Fact]
    public void However_many_separators_stand_between_the_digits_they_are_dropped() =>
        Assert.Equal("+8613912345678", IdentityKind.Phone.Normalise($"139{new string('-', 100)}1234 - 5678"));

    [Fact]
    public void Very_many_digits_are_refused() => Assert.Null(IdentityKind.Phone.Normalise("+" + new string('1', 10_000)));
}
