using System.Globalization;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Tests.Crash;

/// <summary>A write that the record has acknowledged.</summary>
internal sealed record Acknowledged(IdentityKey Key, long Revision, long Version, string? OperationId)
{
    /// <summary>Null for a line that was cut off by the kill: nobody has heard that acknowledgement.</summary>
    public static Acknowledged? Parse(string line)
    {
        string[] parts = line.Split(' ');
        return parts.Length == 4 && parts[3].Length > 0
            ? new(new(parts[0]), long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture), parts[3] == "-" ? null : parts[3])
            : null;
    }
}
