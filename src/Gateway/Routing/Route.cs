using MemberGrains.Gateway.Http;

namespace MemberGrains.Gateway.Routing;

/// <summary>One call of the contract. To add one: write its handler in Resources, list it there, and describe it in openapi.v1.json.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Template">Path with <c>{parameters}</c>, each a whole segment, or one with an <c>:action</c> behind it.</param>
/// <param name="Audience">Whose keys it takes.</param>
/// <param name="Handle">Answers it, after every check that needs no field.</param>
internal sealed record Route(string Method, string Template, Audience Audience, Func<Exchange, ValueTask> Handle)
{
    /// <summary>Whether it reads a body.</summary>
    public BodyRule Body { get; init; }

    /// <summary>The query parameters it knows.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>Whether it may change something: then a fault leaves the outcome unknown.</summary>
    public bool Changes { get; init; }

    /// <summary>Whether it is a part of the contract with callers or operators; others ignore queries they do not know.</summary>
    public bool IsStrict => Audience != Audience.Open;
}
