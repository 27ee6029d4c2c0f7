namespace MemberGrains.Conformance.Engine;

[Alias("conformance.short-lived")]
public interface IShortLivedGrain : IGrainWithStringKey
{
    [Alias("life")]
    Task<int> Life();

    [Alias("stay")]
    Task<int> StayFor(TimeSpan time);

    [Alias("endings")]
    Task<List<string>> EndingsOf(string key);
}
