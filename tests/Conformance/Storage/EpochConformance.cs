using MemberGrains.Interfaces.Slots;
using MemberGrains.Servers.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class EpochConformance(IRecordStand stand) : RecordConformance(stand)
{
    [ServerTheory]
    [InlineData(0)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(1023)]
    public async Task Every_slot_starts_in_epoch_1(short slot) => Assert.Equal(1, await Record.Epochs.ReadAsync(new Slot(slot), None));

    [ServerFact]
    public async Task An_epoch_advances_by_one_if_it_is_the_expected_one()
    {
        var slot = new Slot(3);
        Assert.True(await Record.Epochs.AdvanceAsync(slot, 1, None));
        Assert.False(await Record.Epochs.AdvanceAsync(slot, 1, None));
        Assert.Equal(2, await Record.Epochs.ReadAsync(slot, None));
        Assert.Equal(1, await Record.Epochs.ReadAsync(new Slot(4), None));
    }
}
