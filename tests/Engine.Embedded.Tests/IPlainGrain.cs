namespace MemberGrains.Engine.Embedded.Tests;

public interface IPlainGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);
}
