using System.Globalization;
using MemberGrains.Interfaces;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Bench.Bind;

/// <summary>Binds of two identities that nobody has named before; the bind registers both.</summary>
internal sealed class FreshPairs(IGrainFactory grains)
{
    private int _last;

    public Task<CommandReply> NextAsync(Random random)
    {
        int number = Interlocked.Increment(ref _last);
        string phone = string.Create(CultureInfo.InvariantCulture, $"phone:+86139{number:D8}");
        var unionId = new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"unionid:oX{number * 7919L:D20}"));
        var context = new CommandContext("bench", string.Create(CultureInfo.InvariantCulture, $"fresh-{number}"));
        return grains.GetGrain<IIdentityGrain>(phone).BindAsync(new BindCommand(context, unionId, "travel-app", null));
    }
}
