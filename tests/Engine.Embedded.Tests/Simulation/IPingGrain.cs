using Orleans.Concurrency;

namespace MemberGrains.Engine.Embedded.Tests.Simulation;

public interface IPingGrain : IGrainWithStringKey
{
    /// <summary>Calls on to the next grain in a ring until <paramref name="hops"/> is used up.</summary>
    Task<int> Pass(int hops, int ring);

    Task<int> Add(int amount);

    Task Sleep(TimeSpan time);

    [AlwaysInterleave]
    Task<int> Ticks();

    Task Escape();

    Task EscapeAndReturnDuringTheTurn();

    Task<string> Where();
}
