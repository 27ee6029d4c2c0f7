using MemberGrains.Grains.Answers;
using MemberGrains.Grains.Rules;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Testing;

namespace MemberGrains.Grains.Tests.Answers;

public sealed class CommandFingerprintTests
{
    private static readonly IdentityKey A = Some.Phone();
    private static readonly IdentityKey B = Some.UnionId();

    [Fact]
    public void The_same_fields_give_the_same_fingerprint() =>
        Assert.Equal(Of(new BindingCommand.Bind(A, B, "app", "why")), Of(new BindingCommand.Bind(A, B, "app", "why")));

    [Fact]
    public void Another_call_or_another_field_gives_another()
    {
        BindingCommand[] commands =
        [
            new BindingCommand.Bind(A, B, "app", "why"),
            new BindingCommand.Bind(B, A, "app", "why"),
            new BindingCommand.Bind(A, B, "appw", "hy"),
            new BindingCommand.Bind(A, B, "app", null),
            new BindingCommand.Bind(A, B, "app", ""),
            new BindingCommand.Unbind(A, null),
            new BindingCommand.Unbind(A, "app"),
            new BindingCommand.Register(A, "app"),
        ];
        Assert.Equal(commands.Length, commands.Select(Of).Distinct().Count());
    }

    private static string Of(BindingCommand command) => Convert.ToHexString([.. CommandFingerprint.Of(command)]);
}
