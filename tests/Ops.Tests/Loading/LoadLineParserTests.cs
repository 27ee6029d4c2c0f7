using MemberGrains.Ops.Loading;

namespace MemberGrains.Ops.Tests.Loading;

public sealed class LoadLineParserTests
{
    [Fact]
    public void Reads_a_registration()
    {
        var line = LoadLineParser.Parse(3, """{"op":"register","identity":"phone:13912345678","app":"travel-app"}""");

        Assert.Equal(new LoadLine.Register(3, "phone:13912345678", "travel-app"), line);
    }

    [Fact]
    public void Reads_a_bind_with_its_own_key()
    {
        var line = LoadLineParser.Parse(4, """{"app":"x","key":"k1","b":"elong:123456","a":"unionid:abcdef","op":"bind"}""");

        Assert.Equal(new LoadLine.Bind(4, "unionid:abcdef", "elong:123456", "x", "k1"), line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("""{"identity":"phone:13912345678","app":"x"}""")]
    [InlineData("""{"op":"unbind","identity":"phone:13912345678"}""")]
    [InlineData("""{"op":"register","identity":"phone:13912345678"}""")]
    [InlineData("""{"op":"register","identity":"phone:13912345678","app":"x","ap":"y"}""")]
    [InlineData("""{"op":"register","identity":"phone:13912345678","app":"x","app":"y"}""")]
    [InlineData("""{"op":"register","identity":13912345678,"app":"x"}""")]
    [InlineData("""{"op":"bind","a":"phone:13912345678","app":"x"}""")]
    [InlineData("""{"op":"bind","a":null,"b":"elong:123456","app":"x"}""")]
    public void Anything_else_is_a_bad_line_with_a_reason(string text)
    {
        var line = Assert.IsType<LoadLine.Unsendable>(LoadLineParser.Parse(1, text));

        Assert.Equal("bad-line", line.Code);
        Assert.NotEmpty(line.Detail);
    }
}
