namespace MemberGrains.Silo.Jobs;

/// <summary>Whether the fence of one job can be reached, told when it changes: every silo asks for every fence each second.</summary>
internal sealed class FenceReach(string job, string cluster, ILogger log)
{
    private bool _away;

    public void Reached()
    {
        if (!_away) return;
        _away = false;
        SiloLog.FenceReachable(log, job, cluster);
    }

    public void Unreachable(Exception fault)
    {
        if (_away) return;
        _away = true;
        SiloLog.FenceUnreachable(log, job, cluster, fault);
    }
}
