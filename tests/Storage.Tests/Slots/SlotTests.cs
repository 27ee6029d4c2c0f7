using System.Globalization;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Slots;

namespace MemberGrains.Storage.Tests.Slots;

/// <summary>
/// A slot is fixed for ever: rows lie where the hash put them. The golden file was written by another program from the
/// hash's definition; a line of it never changes.
/// </summary>
public sealed class SlotTests
{
    private static IEnumerable<(string Key, short Slot)> Golden =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Slots", "slots.golden.txt"))
            .Select(line => (line[5..], short.Parse(line[..4], CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_key_of_the_golden_file_has_its_slot()
    {
        Assert.Equal(412, Golden.Count());
        Assert.All(Golden, line => Assert.Equal(line.Slot, Slot.Of(new IdentityKey(line.Key)).Number));
    }

    [Fact]
    public void The_golden_file_holds_every_kind_in_normal_form()
    {
        Assert.Equal(IdentityKind.All.Select(kind => kind.Name).Order(), Golden.Select(line => new IdentityKey(line.Key).Kind).Distinct().Order());
        foreach (var (text, _) in Golden)
        {
            var key = new IdentityKey(text);
            Assert.True(IdentityKind.TryGet(key.Kind, out var kind));
            Assert.Equal(key.Value, kind.Normalise(key.Value));
        }
    }

    [Theory]
    [InlineData("phone:+86139{0:D8}")]
    [InlineData("unionid:oX_{0:D10}")]
    [InlineData("elong:{0:D12}")]
    public void Keys_that_differ_little_spread_evenly(string pattern)
    {
        const int Keys = 200_000;
        var format = System.Text.CompositeFormat.Parse(pattern);
        var counts = new int[Slot.Count];
        for (int i = 0; i < Keys; i++) counts[Slot.Of(string.Format(CultureInfo.InvariantCulture, format, i)).Number]++;

        double expected = (double)Keys / Slot.Count;
        double chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);

        // 1,023 degrees of freedom: mean 1,023, deviation 45. Six deviations either way are beyond chance.
        Assert.InRange(chiSquare, 1023 - (6 * 45), 1023 + (6 * 45));
    }

    [Fact]
    public void Slots_are_written_with_four_digits_and_ordered_by_number()
    {
        Assert.Equal("0007", new Slot(7).ToString());
        Assert.True(new Slot(7) < new Slot(1000));
    }
}
