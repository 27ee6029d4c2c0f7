using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Storage.Slots;
using MemberGrains.Storage.Verification;
using MemberGrains.Testing;

namespace MemberGrains.Storage.Tests.Verification;

public sealed class RowCheckTests
{
    private readonly RowsInMemory _rows = new();
    private readonly IdentityKey _phone = Some.Phone();
    private readonly IdentityKey _card = Some.Card();

    [Fact]
    public async Task Members_whose_rows_agree_have_no_fault()
    {
        var together = RowsInMemory.Member("m1", [_phone, _card], "m0");
        _rows.RowWithHistory(_phone, RowsInMemory.Member("m1", [_phone]), together);
        _rows.RowWithHistory(_card, RowsInMemory.Member("m0", [_card]), together);

        var report = await CheckAsync();

        Assert.Equal((2, 1, 4L, 0), (report.Identities, report.Members, report.Entries, report.Faults));
    }

    [Fact]
    public async Task An_identity_that_tells_otherwise_of_its_member_is_found()
    {
        var together = RowsInMemory.Member("m1", [_phone, _card]);
        _rows.RowWithHistory(_phone, together);
        _rows.RowWithHistory(_card, together with { MemberVersion = 2 });

        await FindsAsync("otherwise than another");
    }

    [Fact]
    public async Task Half_a_bind_is_found()
    {
        _rows.RowWithHistory(_phone, RowsInMemory.Member("m1", [_phone, _card]));
        _rows.RowWithHistory(_card, RowsInMemory.Member("m2", [_card]));

        await FindsAsync("member m1 lists 2 identities, and 1 rows");
    }

    [Fact]
    public async Task A_row_that_is_not_in_its_own_member_is_found()
    {
        _rows.RowWithHistory(_phone, RowsInMemory.Member("m1", [_card]));

        await FindsAsync("does not list it");
    }

    [Fact]
    public async Task A_member_that_lives_and_was_joined_is_found()
    {
        _rows.RowWithHistory(_phone, RowsInMemory.Member("m1", [_phone], "m2"));
        _rows.RowWithHistory(_card, RowsInMemory.Member("m2", [_card]));

        await FindsAsync("member m2 lives, and is a former id of m1");
    }

    [Fact]
    public async Task A_gap_in_a_history_is_found()
    {
        var state = RowsInMemory.Member("m1", [_phone]);
        _rows.Row(_phone, 3, state);
        _rows.Entry(_phone, 1, null, state);
        _rows.Entry(_phone, 3, state, state);

        await FindsAsync("version 3 follows version 1");
    }

    [Fact]
    public async Task A_history_whose_states_do_not_join_up_is_found()
    {
        var state = RowsInMemory.Member("m1", [_phone]);
        _rows.Row(_phone, 2, state);
        _rows.Entry(_phone, 1, null, state);
        _rows.Entry(_phone, 2, state with { MemberVersion = 7 }, state);

        await FindsAsync("does not begin where the one before ended");
    }

    [Fact]
    public async Task A_row_its_history_does_not_lead_to_is_found()
    {
        var state = RowsInMemory.Member("m1", [_phone]);
        _rows.Row(_phone, 1, state with { MemberVersion = 9 });
        _rows.Entry(_phone, 1, null, state);

        await FindsAsync("its history ends at version 1");
    }

    [Fact]
    public async Task A_row_without_history_and_a_history_without_row_are_found()
    {
        _rows.Row(_phone, 1, RowsInMemory.Member("m1", [_phone]));
        _rows.Entry(_card, 1, null, RowsInMemory.Member("m2", [_card]));

        var report = await CheckAsync();

        Assert.Equal(2, report.Faults);
        Assert.Contains(report.Examples, example => example.Contains("has no history", StringComparison.Ordinal));
        Assert.Contains(report.Examples, example => example.Contains("has no row", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operation_that_one_of_its_identities_does_not_have_is_found()
    {
        var together = RowsInMemory.Member("m1", [_phone, _card]);
        _rows.RowWithHistory(_card, together);
        _rows.Row(_phone, 1, together);
        _rows.Entry(_phone, 1, null, together, new MemberTouch("m1", 1, [_card, _phone], null));

        await FindsAsync("operation op_000_x changes 2 identities, and 1 histories have it");
    }

    [Fact]
    public async Task Examples_show_no_identity_in_full()
    {
        _rows.Row(_phone, 1, RowsInMemory.Member("m1", [_phone]));

        var report = await CheckAsync();

        Assert.DoesNotContain(_phone.Value, Assert.Single(report.Examples), StringComparison.Ordinal);
    }

    private async Task FindsAsync(string what)
    {
        var report = await CheckAsync();
        Assert.Equal(1, report.Faults);
        Assert.Contains(what, Assert.Single(report.Examples), StringComparison.Ordinal);
    }

    private Task<RowCheckReport> CheckAsync() => new RowCheck(_rows, SlotMap.Default).RunAsync(replay: true, CancellationToken.None);
}
