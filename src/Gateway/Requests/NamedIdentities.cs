using MemberGrains.Gateway.Problems;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Gateway.Requests;

/// <summary>The identities a request names; collects what is wrong with each. A blocked value is told before an invalid one.</summary>
internal struct NamedIdentities(IdentityParser parser)
{
    private FieldErrors? _blocked;
    private FieldErrors? _invalid;

    /// <summary>The problem with them; null if there is none.</summary>
    public readonly Problem? Problem => _blocked is not null ? Blocked(_blocked) : _invalid is not null ? Invalid(_invalid) : null;

    /// <summary>Parses <c>kind:value</c>.</summary>
    public IdentityKey Read(string field, string text) => Note(field, parser.Parse(text, out var key), key);

    /// <summary>Parses the two path segments; null for one whose encoding is malformed.</summary>
    public IdentityKey ReadPath(string? kind, string? value) => kind is null || value is null
        ? Note("identity", IdentityProblem.Invalid, default)
        : Note("identity", parser.Parse(kind, value, out var key), key);

    /// <summary>The problem of one identity of a batch.</summary>
    public static Problem? ProblemOf(IdentityProblem problem) => problem switch
    {
        IdentityProblem.None => null,
        IdentityProblem.Blocked => Blocked(FieldErrors.Of("identity", BlockedMessage)),
        _ => Invalid(FieldErrors.Of("identity", InvalidMessage)),
    };

    private const string BlockedMessage = "The value is one of those that stand for nobody.";
    private const string InvalidMessage = "An identity is kind:value, of a known kind, in a form that the kind accepts.";

    private IdentityKey Note(string field, IdentityProblem problem, IdentityKey key)
    {
        if (problem == IdentityProblem.Blocked) (_blocked ??= new FieldErrors()).Add(field, BlockedMessage);
        if (problem == IdentityProblem.Invalid) (_invalid ??= new FieldErrors()).Add(field, InvalidMessage);
        return key;
    }

    private static Problem Blocked(FieldErrors errors) => new(ProblemCode.BlockedValue, "An identity is a blocked value; see errors.") { Errors = errors };

    private static Problem Invalid(FieldErrors errors) => new(ProblemCode.InvalidIdentity, "An identity is not valid; see errors.") { Errors = errors };
}
