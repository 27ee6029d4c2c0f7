using MemberGrains.Testing;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>
/// Draws commands on a pool of identities small enough for members to grow, split and collide, and now and then on new
/// ones. To add a command, add its weight and how to draw it.
/// </summary>
internal sealed class CommandMix
{
    private const int PoolOfAKind = 80;

    private readonly string[] _phones = [.. Enumerable.Range(0, PoolOfAKind).Select(_ => Some.Phone().Text)];
    private readonly string[] _unionIds = [.. Enumerable.Range(0, PoolOfAKind).Select(_ => Some.UnionId().Text)];
    private readonly string[] _cards = [.. Enumerable.Range(0, PoolOfAKind).Select(_ => Some.Card().Text)];
    private readonly (int Weight, Func<Random, SentCommand> Draw)[] _commands;

    public CommandMix()
    {
        _commands =
        [
            (30, random => Bind(Pooled(random), Pooled(random))),
            (15, _ => Bind(Some.Phone().Text, Some.UnionId().Text)),
            (10, random => Bind(Pooled(random), Some.Card().Text)),
            (10, random => Register(random.Next(2) == 0 ? Pooled(random) : Some.Card().Text)),
            (25, random => Unbind(Pooled(random))),
        ];
    }

    /// <summary>The next command of a caller, who draws with a generator of its own.</summary>
    public SentCommand Next(Random random)
    {
        int at = random.Next(_commands.Sum(command => command.Weight));
        foreach (var (weight, draw) in _commands)
        {
            if ((at -= weight) < 0) return draw(random);
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    private static SentCommand Register(string identity) =>
        new("register", HttpMethod.Put, $"/v1/identities/{Running.GatewayCaller.Path(identity)}", """{"app":"app-r"}""", null, [identity]);

    private static SentCommand Bind(string a, string b) => a == b ? Register(a) : Post("bind", "/v1/bindings:bind", $$"""{"a":"{{a}}","b":"{{b}}","app":"app-b"}""", a, b);

    private static SentCommand Unbind(string identity) => Post("unbind", "/v1/bindings:unbind", $$"""{"identity":"{{identity}}","reason":"left"}""", identity);

    private static SentCommand Post(string name, string path, string body, params string[] identities) =>
        new(name, HttpMethod.Post, path, body, Some.Key(), identities);

    private string Pooled(Random random) => Pooled(random, random.Next(3));

    private string Pooled(Random random, int kind) => (kind switch { 0 => _phones, 1 => _unionIds, _ => _cards })[random.Next(PoolOfAKind)];
}
