namespace MemberGrains.ChangeStream.Port;

/// <summary>How far the consumers of a broker are behind its publishers.</summary>
public interface IStreamBacklog
{
    /// <summary>Events published that the group has not acknowledged; 0 for a group that is not there.</summary>
    long WaitingEvents(string group);
}
