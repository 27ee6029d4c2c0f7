namespace MemberGrains.Conformance.Engine;

[Alias("conformance.filtered")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Alias("seen")]
    Task<string> Seen(string argument);
}
