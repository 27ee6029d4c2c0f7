using System.Globalization;
using MemberGrains.Gateway.Requests;

namespace MemberGrains.Gateway.Tests.Requests;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2026-11-21T12:00:00Z", "2026-11-21T12:00:00.000")]
    [InlineData("2026-11-21t12:00:00z", "2026-11-21T12:00:00.000")]
    [InlineData("2026-11-21T12:00:00.1239Z", "2026-11-21T12:00:00.123")]
    [InlineData("2026-11-21T12:00:00.123456789+00:00", "2026-11-21T12:00:00.123")]
    [InlineData("2024-02-29T23:59:59.9-00:00", "2024-02-29T23:59:59.900")]
    public void Times_of_RFC_3339_in_UTC_are_cut_to_milliseconds(string text, string expected) =>
        Assert.Equal(expected, TimeText.Parse(text)?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-21")]
    [InlineData("2026-11-21T12:00:00")]
    [InlineData("2026-11-21 12:00:00Z")]
    [InlineData("2026-11-21T12:00Z")]
    [InlineData("2026-11-21T12:00:00+08:00")]
    [InlineData("2026-11-21T12:00:00.Z")]
    [InlineData("2026-11-21T12:00:00.1234567890Z")]
    [InlineData("2026-11-21T24:00:00Z")]
    [InlineData("2026-11-21T12:60:00Z")]
    [InlineData("2026-11-21T12:00:60Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-02-29T12:00:00Z")]
    [InlineData("0000-01-01T12:00:00Z")]
    [InlineData("+026-01-01T12:00:00Z")]
    [InlineData("2026-11-21T12:00:00Z ")]
    [InlineData("1732190400")]
    public void Anything_else_is_no_time(string text) => Assert.Null(TimeText.Parse(text));
}
