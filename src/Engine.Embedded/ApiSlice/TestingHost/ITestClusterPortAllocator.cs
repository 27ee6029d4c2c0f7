namespace Orleans.TestingHost;

/// <summary>Gives silos their ports.</summary>
public interface ITestClusterPortAllocator : IDisposable
{
    /// <summary>The first of <paramref name="numPorts"/> silo ports and the first of as many gateway ports.</summary>
    (int, int) AllocateConsecutivePortPairs(int numPorts);
}
