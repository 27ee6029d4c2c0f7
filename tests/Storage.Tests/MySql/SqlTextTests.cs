using MemberGrains.Storage.MySql.Text;
using MemberGrains.Storage.Port;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Tests.MySql;

/// <summary>Nothing of a value can become SQL, and no two keys have one digest.</summary>
public sealed class SqlTextTests
{
    [Theory]
    [InlineData("", "x''")]
    [InlineData("a", "x'61'")]
    [InlineData("'; DROP TABLE outbox; --", "x'273B2044524F50205441424C45206F7574626F783B202D2D'")]
    [InlineData("\\'ü\0", "x'5C27C3BC00'")]
    public void A_text_is_its_bytes_in_hexadecimal(string value, string literal) => Assert.Equal(literal, new SqlText().Text(value).Take());

    [Fact]
    public void Bytes_of_any_length_are_written_whole()
    {
        byte[] bytes = [.. Enumerable.Range(0, 2_000).Select(i => (byte)i)];
        Assert.Equal($"x'{Convert.ToHexString(bytes)}'", new SqlText().Bytes(bytes).Take());
    }

    [Fact]
    public void Numbers_and_their_absence_are_written_as_such() =>
        Assert.Equal("-5,NULL,7", new SqlText().Number(-5).Sql(",").Number((long?)null).Sql(",").Number((long?)7).Take());

    [Fact]
    public void A_text_that_was_taken_is_gone()
    {
        var sql = new SqlText().Sql("SELECT 1");
        Assert.Equal("SELECT 1", sql.Take());
        Assert.Equal("", sql.Take());
    }

    [Fact]
    public void Keys_whose_parts_run_into_each_other_have_digests_of_their_own()
    {
        AnswerKey[] keys =
        [
            new(new Slot(1), "scope", "caller", "key"), new(new Slot(1), "scop", "ecaller", "key"), new(new Slot(1), "scope", "calle", "rkey"),
            new(new Slot(11), "scope", "caller", "key"), new(new Slot(1), "scope", "caller", "Key"),
        ];
        Assert.Equal(keys.Length, keys.Select(AnswerDigest.Of).Distinct().Count());
    }

    [Fact]
    public void A_digest_reads_as_it_was_written()
    {
        var digest = AnswerDigest.Of(new AnswerKey(new Slot(7), "s", "c", "k"));
        var sql = new SqlText();
        digest.WriteTo(sql);
        Assert.Equal(digest, AnswerDigest.Read(Convert.FromHexString(sql.Take()[2..^1])));
    }
}
