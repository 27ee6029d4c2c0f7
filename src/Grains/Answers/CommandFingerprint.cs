using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using MemberGrains.Grains.Rules;

namespace MemberGrains.Grains.Answers;

/// <summary>
/// What a repeat under the same key must equal: the call and its field values, identities in normal form. Fields are
/// length-prefixed, so no two commands run together; an absent field differs from an empty one.
/// </summary>
internal static class CommandFingerprint
{
    public static ImmutableArray<byte> Of(BindingCommand command) => command switch
    {
        BindingCommand.Register c => Hash("register", c.Identity.Text, c.App),
        BindingCommand.Bind c => Hash("bind", c.A.Text, c.B.Text, c.App, c.Reason),
        BindingCommand.Unbind c => Hash("unbind", c.Identity.Text, c.Reason),
        BindingCommand.Replace c => Hash("replace", c.Old.Text, c.New.Text, c.App, c.Reason),
        BindingCommand.Merge c => Hash("merge", c.Into.Text, c.From.Text, c.Reason),
        BindingCommand.Split c => Hash("split", c.OperationId, c.Reason),
        BindingCommand.Quarantine c => Hash("quarantine", c.Identity.Text, c.Reason),
        BindingCommand.Release c => Hash("release", c.Identity.Text, c.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, null),
    };

    private static ImmutableArray<byte> Hash(params ReadOnlySpan<string?> fields)
    {
        var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string? field in fields)
        {
            byte[] text = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : text.Length);
            bytes.Write(length);
            bytes.Write(text);
        }

        return [.. SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))];
    }
}
