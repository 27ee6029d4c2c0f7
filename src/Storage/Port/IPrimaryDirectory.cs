namespace MemberGrains.Storage.Port;

/// <summary>
/// Which node is the primary of each physical cluster. Asked before every use of a connection, so an implementation answers
/// from memory; a promotion switches the record by changing its answer, without a restart.
/// </summary>
public interface IPrimaryDirectory
{
    /// <summary>The newest role known here.</summary>
    PrimaryRole PrimaryOf(string cluster);
}
