using System.Globalization;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Bench.Bind;

/// <summary>Binds and unbinds at random among few identities, so that commands meet.</summary>
internal sealed class HotPairs(IGrainFactory grains)
{
    public const int Identities = 100;

    private readonly IdentityKey[] _phones = [.. Enumerable.Range(0, Identities / 2).Select(i => new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"phone:+86138{i:D8}")))];
    private readonly IdentityKey[] _unionIds = [.. Enumerable.Range(0, Identities / 2).Select(i => new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"unionid:hot-{i:D6}")))];
    private int _last;

    public Task RegisterAsync() => Task.WhenAll(_phones.Concat(_unionIds).Select(key => Grain(key).RegisterAsync(new RegisterCommand(new CommandContext("bench", null), "travel-app"))));

    public Task<CommandReply> NextAsync(Random random)
    {
        var (phone, unionId) = (_phones[random.Next(_phones.Length)], _unionIds[random.Next(_unionIds.Length)]);
        var context = new CommandContext("bench", string.Create(CultureInfo.InvariantCulture, $"hot-{Interlocked.Increment(ref _last)}"));
        return random.Next(4) switch
        {
            0 => Grain(phone).BindAsync(new BindCommand(context, unionId, "travel-app", null)),
            1 => Grain(unionId).BindAsync(new BindCommand(context, phone, "travel-app", null)),
            2 => Grain(phone).UnbindAsync(new UnbindCommand(context, null)),
            _ => Grain(unionId).UnbindAsync(new UnbindCommand(context, null)),
        };
    }

    private IIdentityGrain Grain(IdentityKey key) => grains.GetGrain<IIdentityGrain>(key.Text);
}
