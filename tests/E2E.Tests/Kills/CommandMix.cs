using MemberGrains.Testing;

namespace MemberGrains.E2E.Tests.Kills;

/// <summary>
/// Draws commands on a pool of identities small enough for members to grow, split and collide, and now and then on new
/// ones. To add a command, add its weight and how to draw it.
/// </summary>
internal sealed class CommandMix
{
    private const int PoolOfAKind = 80;

    /// <summary>Few are ever quarantined, because that stops their whole members.</summary>
    private const int Suspects = 6;

    private readonly string[] _phones = [.. Enumerable.Range(0, PoolOfAKind).Select(_ => Some.Phone().Text)];
    private readonly string[] _unionIds = [.. Enumerable.Range(0, PoolOfAKind).Select(_ => Some.UnionId().Text)];
    private readonly string[] _cards = [.. Enumerable.Range(0, PoolOfAKind).Select(_ => Some.Card().Text)];
    private readonly (int Weight, Func<Random, SentCommand> Draw)[] _commands;

    private readonly Ledger _ledger;

    public CommandMix(Ledger ledger)
    {
        _ledger = ledger;
        _commands =
        [
            (24, random => Bind(Pooled(random), Pooled(random))),
            (10, _ => Bind(Some.Phone().Text, Some.UnionId().Text)),
            (8, random => Bind(Pooled(random), Some.Card().Text)),
            (8, random => Register(random.Next(2) == 0 ? Pooled(random) : Some.Card().Text)),
            (16, random => Unbind(Pooled(random))),
            (6, random => Replace(random, Some.Phone().Text)),
            (6, random => Replace(random, Pooled(random, 0))),
            (10, random => Merge(Pooled(random), Pooled(random))),
            (10, Split),
            (1, random => Order("quarantine", Suspect(random))),
            (3, random => Order("release", Suspect(random))),
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

    private static SentCommand Merge(string into, string from) => into == from
        ? Unbind(into)
        : Post("merge", "/v1/members:merge", $$"""{"into":"{{into}}","from":"{{from}}","reason":"one person"}""", into, from);

    private static SentCommand Order(string what, string identity) =>
        new(what, HttpMethod.Post, $"/ops/v1/identities/{Running.GatewayCaller.Path(identity)}:{what}", """{"reason":"looked into"}""", Some.Key(), [identity], ByOperator: true);

    private static SentCommand Post(string name, string path, string body, params string[] identities) =>
        new(name, HttpMethod.Post, path, body, Some.Key(), identities);

    private SentCommand Replace(Random random, string by)
    {
        string old = Pooled(random, 0);
        return old == by ? Unbind(old) : Post("replace", "/v1/bindings:replace", $$"""{"old":"{{old}}","new":"{{by}}","app":"app-c"}""", old, by);
    }

    private SentCommand Split(Random random) => _ledger.Splittable(random) is { } operation
        ? Post("split", "/v1/members:split", $$"""{"operationId":"{{operation}}","reason":"undone"}""")
        : Unbind(Pooled(random));

    private string Suspect(Random random) => _phones[random.Next(Suspects)];

    private string Pooled(Random random) => Pooled(random, random.Next(3));

    private string Pooled(Random random, int kind) => (kind switch { 0 => _phones, 1 => _unionIds, _ => _cards })[random.Next(PoolOfAKind)];
}
