using MemberGrains.ReadModels.Diagnostics;
using MemberGrains.Testing;

namespace MemberGrains.ReadModels.Tests.Cache;

public sealed class RollingRatioTests
{
    [Fact]
    public void It_is_the_share_of_the_last_minute()
    {
        var time = new VirtualTime();
        var ratio = new RollingRatio(time);
        Assert.Null(ratio.Value);
        for (int i = 0; i < 30; i++) ratio.Add(false);
        time.Pass(TimeSpan.FromSeconds(30));
        for (int i = 0; i < 90; i++) ratio.Add(true);
        Assert.Equal(0.75, ratio.Value);
        time.Pass(TimeSpan.FromSeconds(35));
        Assert.Equal(1, ratio.Value);
        time.Pass(TimeSpan.FromHours(1));
        Assert.Null(ratio.Value);
        ratio.Add(false);
        Assert.Equal(0, ratio.Value);
    }
}
