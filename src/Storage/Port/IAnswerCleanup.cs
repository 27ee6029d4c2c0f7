namespace MemberGrains.Storage.Port;

/// <summary>Removal of recorded answers that are old enough, in small steps along an index of their age.</summary>
public interface IAnswerCleanup
{
    /// <summary>Deletes at most <paramref name="limit"/> answers recorded before <paramref name="before"/>; returns how many.</summary>
    ValueTask<int> DeleteAsync(string cluster, DateTimeOffset before, int limit, CancellationToken cancellation);
}
