using System.Collections.Immutable;

namespace MemberGrains.ChangeStream.Port;

/// <summary>
/// The messages of one center that a group could not take: undecodable ones, and those whose handler failed again and
/// again. The group went on without them; a read model has noticed the hole and repaired itself from the rows.
/// </summary>
public interface IDeadLetters
{
    /// <summary><c>a</c> or <c>b</c>.</summary>
    string Center { get; }

    /// <summary>The oldest dead letters of each group, at most <paramref name="limit"/> of a group. They stay where they are.</summary>
    ValueTask<ImmutableArray<DeadLetter>> ListAsync(int limit, CancellationToken cancellation);

    /// <summary>
    /// Hands dead letters to their groups again, as the newest messages: versions decide about what came in between.
    /// Returns how many; a letter is gone only when the broker has confirmed its repeat.
    /// </summary>
    /// <param name="letters">Which.</param>
    /// <param name="cancellation">Ends it between two letters.</param>
    ValueTask<int> ReplayAsync(DeadLetterChoice letters, CancellationToken cancellation);

    /// <summary>Deletes dead letters for good; returns how many.</summary>
    /// <param name="letters">Which.</param>
    /// <param name="cancellation">Ends it between two letters.</param>
    ValueTask<int> DropAsync(DeadLetterChoice letters, CancellationToken cancellation);
}
