using MemberGrains.Storage.Sqlite.Native;
using MemberGrains.Storage.Sqlite.Statements;

namespace MemberGrains.Storage.Sqlite.Writing;

/// <summary>Leases of background jobs, inside a transaction.</summary>
internal sealed class FenceWriter(Database database, StoreClock clock)
{
    private readonly ReadFence _read = new(database);
    private readonly WriteFence _write = new(database);
    private readonly ReleaseFence _release = new(database);

    public long? Acquire(string job, string owner, TimeSpan lease)
    {
        long now = clock.Now();
        long until = now + (long)lease.TotalMilliseconds;
        if (_read.Run(job) is not { } held)
        {
            _write.Run(job, owner, 1, until);
            return 1;
        }

        bool runs = held.Until > now;
        if (runs && held.Owner != owner) return null;

        // A lease that ran out is taken anew even by its owner: what it sent in between must not pass for its next term.
        long token = runs ? held.Token : held.Token + 1;
        _write.Run(job, owner, token, until);
        return token;
    }

    public bool Release(string job, string owner)
    {
        _release.Run(job, owner);
        return true;
    }

    public bool Holds(string job, long token) => _read.Run(job)?.Token == token;
}
