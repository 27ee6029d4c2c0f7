namespace MemberGrains.Conformance.Engine;

[Alias("conformance.worker")]
public interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>How many calls of this key ran at once while this one did.</summary>
    [Alias("work")]
    Task<int> Work(int expectedAtOnce);
}
