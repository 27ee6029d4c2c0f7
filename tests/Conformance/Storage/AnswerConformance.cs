using MemberGrains.Interfaces.Slots;
using MemberGrains.Servers.Testing;
using MemberGrains.Storage.Port;
using MemberGrains.Testing;

namespace MemberGrains.Conformance.Storage;

public abstract class AnswerConformance(IRecordStand stand) : RecordConformance(stand)
{
    [ServerFact]
    public async Task An_answer_is_found_as_it_was_recorded()
    {
        var loaded = await LoadAsync(Some.Phone());
        var answer = Commits.Answer(loaded.Row.Key, Stand.Now);
        await WriteAsync(Commits.Change(loaded, Stand.Now) with { Answer = answer });
        var found = await Record.Rows.FindAnswerAsync(answer.Key, None);
        Assert.NotNull(found);
        Assert.Equal(answer.Key, found.Key);
        Assert.Equal((answer.Outcome, answer.At), (found.Outcome, found.At));
        Assert.Equal(answer.Fingerprint.AsSpan(), found.Fingerprint.AsSpan());
        Assert.Equal(answer.Body.AsSpan(), found.Body.AsSpan());
        Assert.Equal(answer.Versions.AsSpan(), found.Versions.AsSpan());
    }

    [ServerFact]
    public async Task An_answer_is_found_under_its_own_key_only()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var answer = Commits.Answer(loaded.Row.Key, Stand.Now, "k");
        await WriteAsync(Commits.AnswerAlone(loaded, answer));
        Assert.NotNull(await Record.Rows.FindAnswerAsync(answer.Key, None));
        Assert.Null(await Record.Rows.FindAnswerAsync(answer.Key with { Key = "K" }, None));
        Assert.Null(await Record.Rows.FindAnswerAsync(answer.Key with { Caller = "other" }, None));
        Assert.Null(await Record.Rows.FindAnswerAsync(answer.Key with { Scope = "phone:+8613911112222" }, None));
    }

    [ServerFact]
    public async Task An_answer_alone_makes_no_row_and_advances_none()
    {
        var absent = await LoadAsync(Some.Phone());
        await WriteAsync(Commits.AnswerAlone(absent, Commits.Answer(absent.Row.Key, Stand.Now)));
        Assert.Equal(absent.Row, (await LoadAsync(absent.Row.Key)).Row);

        var registered = await RegisteredAsync(Some.Phone());
        await WriteAsync(Commits.AnswerAlone(registered, Commits.Answer(registered.Row.Key, Stand.Now)));
        Assert.Equal(registered.Row, (await LoadAsync(registered.Row.Key)).Row);
    }

    [ServerFact]
    public async Task An_answer_alone_is_held_to_the_revision_and_the_epoch()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var answer = Commits.Answer(loaded.Row.Key, Stand.Now);
        var alone = Commits.AnswerAlone(loaded, answer);
        Assert.Equal(CommitResult.EpochMoved, await CommitAsync(alone with { Expected = alone.Expected with { Epoch = 2 } }));
        await WriteAsync(Commits.Fence(loaded));
        Assert.Equal(CommitResult.Stale, await CommitAsync(alone));
        Assert.Null(await Record.Rows.FindAnswerAsync(answer.Key, None));
    }

    [ServerFact]
    public async Task The_first_answer_under_a_key_stays()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var first = Commits.Answer(loaded.Row.Key, Stand.Now);
        var second = first with { Body = [1] };
        await WriteAsync(Commits.AnswerAlone(loaded, first));
        Assert.Equal(CommitResult.Stale, await CommitAsync(Commits.AnswerAlone(loaded, second)));
        Assert.Equal(CommitResult.Stale, await CommitAsync(Commits.Change(loaded, Stand.Now) with { Answer = second }));
        var found = await Record.Rows.FindAnswerAsync(first.Key, None);
        Assert.Equal(first.Body.AsSpan(), found!.Body.AsSpan());
        Assert.Equal([1], await HistoryVersionsAsync(loaded.Row.Key));
    }

    [ServerFact]
    public async Task Two_answers_under_one_key_in_one_batch_leave_one()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        var answer = Commits.Answer(loaded.Row.Key, Stand.Now);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CommitAsync(Commits.AnswerAlone(loaded, answer))));
        Assert.Single(results, result => result == CommitResult.Committed);
        Assert.Equal(7, results.Count(result => result == CommitResult.Stale));
    }

    [ServerFact]
    public async Task Old_answers_are_deleted_oldest_first_in_small_steps()
    {
        var answers = new List<RecordedAnswer>();
        var start = Stand.Now;
        while (answers.Count < 6)
        {
            var loaded = await LoadAsync(Some.Phone());
            if (ClusterOf(loaded.Row.Key) != "c0") continue;
            answers.Add(Commits.Answer(loaded.Row.Key, Stand.Now));
            await WriteAsync(Commits.AnswerAlone(loaded, answers[^1]));
            await Stand.PassAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal(0, await Record.Answers.DeleteAsync("c0", start, 10, None));
        Assert.Equal(2, await Record.Answers.DeleteAsync("c0", start.AddHours(4), 2, None));
        Assert.Equal([false, false, true, true, true, true], await FoundAsync(answers));
        Assert.Equal(2, await Record.Answers.DeleteAsync("c0", start.AddHours(4), 10, None));
        Assert.Equal(0, await Record.Answers.DeleteAsync("c0", start.AddHours(4), 10, None));
        Assert.Equal([false, false, false, false, true, true], await FoundAsync(answers));
    }

    [ServerFact]
    public async Task A_split_is_kept_under_its_operation()
    {
        var loaded = await RegisteredAsync(Some.Phone());
        string operation = $"op_{Slot.Of(loaded.Row.Key).Number:x3}_abc";
        var answer = Commits.Answer(loaded.Row.Key, Stand.Now);
        answer = answer with { Key = answer.Key with { Scope = operation } };
        await WriteAsync(Commits.AnswerAlone(loaded, answer));
        Assert.NotNull(await Record.Rows.FindAnswerAsync(answer.Key, None));
    }

    private async Task<List<bool>> FoundAsync(List<RecordedAnswer> answers)
    {
        var found = new List<bool>();
        foreach (var answer in answers) found.Add(await Record.Rows.FindAnswerAsync(answer.Key, None) is not null);
        return found;
    }
}
