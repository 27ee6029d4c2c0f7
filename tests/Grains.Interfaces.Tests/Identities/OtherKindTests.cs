using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Grains.Interfaces.Tests.Identities;

public sealed class OtherKindTests
{
    public static TheoryData<string> UnionIds => ["abcdef", "ABCDEF", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "______", "------", new string('z', 64), "123456"];

    public static TheoryData<string> NoUnionIds =>
        ["", "abcde", new string('z', 65), "abc def", "abcdef ", "abc.def", "abc+def", "abcd\u00e9f", "abcdef\n", "abc:def", "abcdef=", "\uff41bcdefg"];

    public static TheoryData<string> Cards => ["123456", "000123", "00000000000000000001", "99999999999999999999"];

    public static TheoryData<string> NoCards =>
        ["", "12345", "123456789012345678901", "12345a", "123 456", "123-456", "+123456", "123456 ", "\uff11\uff12\uff13456", "\u0661\u0662\u0663456", "1234.56"];

    [Theory]
    [MemberData(nameof(UnionIds))]
    public void A_union_id_is_kept_as_given(string written) => Assert.Equal(written, IdentityKind.UnionId.Normalise(written));

    [Theory]
    [MemberData(nameof(NoUnionIds))]
    public void What_is_no_union_id_is_refused(string written) => Assert.Null(IdentityKind.UnionId.Normalise(written));

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_keeps_its_zeros(string written) => Assert.Equal(written, IdentityKind.Elong.Normalise(written));

    [Theory]
    [MemberData(nameof(NoCards))]
    public void What_is_no_card_is_refused(string written) => Assert.Null(IdentityKind.Elong.Normalise(written));

    [Theory]
    [InlineData("phone", true)]
    [InlineData("unionid", true)]
    [InlineData("elong", true)]
    [InlineData("Phone", false)]
    [InlineData("PHONE", false)]
    [InlineData("email", false)]
    [InlineData("", false)]
    [InlineData(" phone", false)]
    public void Kinds_are_known_by_their_lower_case_name(string name, bool known)
    {
        Assert.Equal(known, IdentityKind.TryGet(name, out var kind));
        if (known) Assert.Equal(name, kind!.Name);
    }

    [Fact]
    public void Phones_and_cards_can_be_searched_by_their_beginning() =>
        Assert.Equal(["phone", "elong"], IdentityKind.All.Where(kind => kind.PrefixSearchable).Select(kind => kind.Name));
}
