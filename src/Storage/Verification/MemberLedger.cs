using System.Security.Cryptography;
using System.Text;
using MemberGrains.ChangeStream.Port;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Storage.Verification;

/// <summary>Every member met in a scan, held small: a digest of what the first of its rows told, and how many rows told it.</summary>
internal sealed class MemberLedger
{
    private readonly Dictionary<string, Told> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _formerOf = new(StringComparer.Ordinal);

    public long Count => _members.Count;

    public void Add(ReplayedIdentity row, RowFaults faults)
    {
        var digest = Digest(row.State);
        if (!_members.TryGetValue(row.State.MemberId, out var told))
        {
            _members.Add(row.State.MemberId, told = new Told(digest, row.State.Identities.Length));
            foreach (string former in row.State.FormerMemberIds)
            {
                if (!_formerOf.TryAdd(former, row.State.MemberId)) faults.Add($"former member {former} was joined into {_formerOf[former]} and into {row.State.MemberId}");
            }
        }

        told.Rows++;
        if (told.Digest != digest) faults.Add(row.Identity, $"it tells of member {row.State.MemberId} otherwise than another of its identities");
    }

    /// <summary>Checks what can be said only after the last row.</summary>
    public void Close(RowFaults faults)
    {
        foreach (var (id, told) in _members)
        {
            if (told.Rows != told.Listed) faults.Add($"member {id} lists {told.Listed} identities, and {told.Rows} rows say that they are its");
            if (_formerOf.TryGetValue(id, out string? into)) faults.Add($"member {id} lives, and is a former id of {into}");
        }
    }

    /// <summary>Of what all identities of a member share; status and time of the last change are each one's own.</summary>
    private static UInt128 Digest(IdentityState state)
    {
        var text = new StringBuilder(256);
        text.Append(state.MemberId).Append('\n').Append(state.MemberCreatedAt.UtcTicks).Append('\n').Append(state.MemberVersion);
        foreach (var identity in state.Identities) text.Append('\n').Append(identity.Key.Text).Append(' ').Append(identity.App).Append(' ').Append(identity.BoundAt.ToWire());
        foreach (string former in state.FormerMemberIds) text.Append('\n').Append(former);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private sealed class Told(UInt128 digest, int listed)
    {
        public UInt128 Digest { get; } = digest;

        public int Listed { get; } = listed;

        public int Rows { get; set; }
    }
}
