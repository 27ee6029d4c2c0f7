using System.ComponentModel.DataAnnotations;
using MemberGrains.Resilience.Quotas;

namespace MemberGrains.Gateway.Accounts;

/// <summary>One account, as configuration holds it: the key itself is nowhere but with its owner.</summary>
public sealed record AccountOptions
{
    /// <summary>Name; appears in histories and metrics.</summary>
    /// <value><c>[a-z0-9][a-z0-9-]{0,63}</c>, unique.</value>
    [Required, RegularExpression("[a-z0-9][a-z0-9-]{0,63}")]
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required AccountClass Class { get; init; }

    /// <summary>SHA-256 of the key's UTF-8 bytes, 64 hex digits (<see cref="ApiKeyHash"/>).</summary>
    [Required, RegularExpression("[0-9a-fA-F]{64}")]
    public required string KeySha256 { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>UTC; from then on the key is unknown.</summary>
    /// <value>Default: never.</value>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>How much it may ask of one gateway.</summary>
    public QuotaOptions Quota { get; init; } = new();

    /// <summary>Without the hash: dumps of options go to logs.</summary>
    public override string ToString() => $"{Name} ({Class})";
}
