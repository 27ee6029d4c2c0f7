namespace Orleans.TestingHost;

/// <summary>Numbers that tell silos apart. Nothing is bound to them, so nothing can be in use.</summary>
public class TestClusterPortAllocator : ITestClusterPortAllocator
{
    private const int FirstSiloPort = 11111;
    private const int FirstGatewayPort = 30000;
    private int _given;

    public (int, int) AllocateConsecutivePortPairs(int numPorts = 5)
    {
        var first = Interlocked.Add(ref _given, numPorts) - numPorts;
        return (FirstSiloPort + first, FirstGatewayPort + first);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
