using System.Collections.Immutable;
using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Writing;

/// <summary>Marks of centers and their backlogs, inside a transaction.</summary>
internal sealed class BacklogWriter(Database database, StoreClock clock)
{
    private readonly MarkCenterOut _mark = new(database);
    private readonly HoldCenterOut _hold = new(database);
    private readonly IsCenterOut _isOut = new(database);
    private readonly EnterBacklog _enter = new(database);
    private readonly DeleteBacklogItem _delete = new(database);
    private readonly RemoveCenterMark _remove = new(database);

    public bool MarkOut(string center)
    {
        _mark.Run(center, clock.Now());
        return true;
    }

    public bool Hold(string center, bool held)
    {
        if (held) _mark.Run(center, clock.Now());
        _hold.Run(center, held);
        return true;
    }

    /// <summary>False if the center is not marked out.</summary>
    public bool Enter(string center, ImmutableArray<long> ids)
    {
        if (!_isOut.Run(center)) return false;
        foreach (long id in ids) _enter.Run(center, id);
        return true;
    }

    public bool Delete(string center, ImmutableArray<long> ids)
    {
        foreach (long id in ids) _delete.Run(center, id);
        return true;
    }

    /// <summary>False if something waits for the center, it is held, or not marked.</summary>
    public bool Return(string center) => _remove.Run(center);
}
