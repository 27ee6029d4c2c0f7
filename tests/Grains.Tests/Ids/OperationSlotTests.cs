using System.Security.Cryptography;
using MemberGrains.Grains.Ids;
using MemberGrains.Interfaces.Operations;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Grains.Tests.Ids;

public sealed class OperationSlotTests
{
    [Fact]
    public void The_slot_of_every_id_made_here_is_read_back()
    {
        var ids = new IdSource(RandomNumberGenerator.Fill);
        for (short number = 0; number < Slot.Count; number++)
        {
            Assert.True(OperationIds.TryReadSlot(ids.NewOperation(new Slot(number)), out var slot));
            Assert.Equal(number, slot.Number);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("op_")]
    [InlineData("op_0ff")]
    [InlineData("op_0ff_")]
    [InlineData("op_0FF_abcdefghijklmnopqrst")]
    [InlineData("op_400_abcdefghijklmnopqrst")]
    [InlineData("op_fff_abcdefghijklmnopqrst")]
    [InlineData("op_+1f_abcdefghijklmnopqrst")]
    [InlineData("op_ 1f_abcdefghijklmnopqrst")]
    [InlineData("op_0ff-abcdefghijklmnopqrst")]
    [InlineData("op_0ff_ABC")]
    [InlineData("op_0ff_abc def")]
    [InlineData("op_0ff_abc\u0000def")]
    [InlineData("xx_0ff_abcdefghijklmnopqrst")]
    [InlineData("phone:+8613912345678")]
    [InlineData("op_0ff_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_no_operation_id_has_no_slot(string text) => Assert.False(OperationIds.TryReadSlot(text, out _));
}
