using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Rules;

/// <summary>Two identities that a command names, and those they may have beside them. Each step makes part of a state.</summary>
internal sealed class PrecedenceWorld
{
    public PrecedenceWorld(string kindOfSecond = "unionid", BindingLimits? limits = null)
    {
        World = new World { Limits = limits ?? new BindingLimits() };
        First = Some.Phone();
        Second = kindOfSecond == "phone" ? Some.Phone() : Some.UnionId();
        FirstsOther = Some.Card();
        SecondsOther = kindOfSecond == "phone" ? Some.UnionId() : Some.Phone();
    }

    public World World { get; }

    public IdentityKey First { get; }

    public IdentityKey Second { get; }

    /// <summary>A card.</summary>
    public IdentityKey FirstsOther { get; }

    /// <summary>A phone if the second is none.</summary>
    public IdentityKey SecondsOther { get; }

    public PrecedenceWorld Known(params IdentityKey[] keys)
    {
        foreach (var key in keys) World.Register(key);
        return this;
    }

    public PrecedenceWorld Together(params IdentityKey[] keys)
    {
        World.Member(keys);
        return this;
    }

    public PrecedenceWorld Held(IdentityKey key)
    {
        World.Changed(new BindingCommand.Quarantine(key, "odd"));
        return this;
    }

    public PrecedenceWorld Released(IdentityKey key)
    {
        World.Changed(new BindingCommand.Release(key, "even"));
        return this;
    }

    public BindingCommand Register() => new BindingCommand.Register(First, "app");

    public BindingCommand Bind() => new BindingCommand.Bind(First, Second, "app", null);

    public BindingCommand Unbind() => new BindingCommand.Unbind(First, null);

    public BindingCommand Replace() => new BindingCommand.Replace(First, Second, "app", null);

    public BindingCommand Merge() => new BindingCommand.Merge(First, Second, "same");

    public BindingCommand Hold() => new BindingCommand.Quarantine(First, "odd");

    public BindingCommand Release() => new BindingCommand.Release(First, "even");

    public BindingCommand Split(Change undone) => new BindingCommand.Split(First, undone.OperationId, null);
}
