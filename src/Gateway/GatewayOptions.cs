using System.ComponentModel.DataAnnotations;
using MemberGrains.Gateway.Accounts;
using MemberGrains.Gateway.Calls;
using MemberGrains.Gateway.Reading;
using MemberGrains.Resilience.Admission;

namespace MemberGrains.Gateway;

/// <summary>One gateway: its center, where it listens, who may call it and how much.</summary>
public sealed record GatewayOptions
{
    /// <summary>The center it stands in.</summary>
    /// <value><c>a</c> or <c>b</c>.</value>
    [Required, RegularExpression("[ab]")]
    public required string Center { get; init; }

    /// <summary>Where it listens; port 0 takes a free one.</summary>
    /// <value>An http address. Default <c>http://127.0.0.1:0</c>.</value>
    [Required]
    public string Address { get; init; } = "http://127.0.0.1:0";

    /// <summary>Caller and operator accounts.</summary>
    public IReadOnlyList<AccountOptions> Accounts { get; init; } = [];

    /// <summary>Whether keys that a laptop made for itself are taken; only the laptop says so, configuration can not.</summary>
    /// <value>Default false.</value>
    internal bool TakesLaptopKeys { get; init; }

    /// <summary>Bounded reads.</summary>
    public ReadOptions Reads { get; init; } = new();

    /// <summary>Grain calls that failed on their way.</summary>
    public AskAgainOptions AskAgain { get; init; } = new();

    /// <summary>How much runs and waits at once.</summary>
    public AdmissionOptions Admission { get; init; } = new();

    /// <summary>Values refused whatever the kind, in any case.</summary>
    /// <value>Default: the list of http-api.md.</value>
    public IReadOnlyList<string>? BlockedValues { get; init; }

    /// <summary>Identities refused, in normal form, <c>kind:value</c>.</summary>
    /// <value>Default: the list of http-api.md.</value>
    public IReadOnlyList<string>? BlockedIdentities { get; init; }

    /// <exception cref="ValidationException">An option is out of its range.</exception>
    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Validator.ValidateObject(Reads, new ValidationContext(Reads), validateAllProperties: true);
        Validator.ValidateObject(AskAgain, new ValidationContext(AskAgain), validateAllProperties: true);
    }
}
