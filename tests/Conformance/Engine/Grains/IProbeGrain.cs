using Orleans.Concurrency;

namespace MemberGrains.Conformance.Engine;

/// <summary>Does what the tests ask of it, and says in which order it did so.</summary>
[Alias("conformance.probe")]
public interface IProbeGrain : IGrainWithStringKey
{
    [Alias("echo")]
    Task<string> Echo(string text);

    [Alias("key")]
    ValueTask<string> Key();

    [Alias("silo")]
    Task<string> Silo();

    [Alias("life")]
    Task<int> Life();

    /// <summary>Waits for <see cref="Open"/> of the gate with this name.</summary>
    [Alias("wait")]
    Task<string> Wait(string gate);

    [ReadOnly]
    [Alias("read")]
    Task<string> WaitReading(string gate);

    [AlwaysInterleave]
    [Alias("interleave")]
    Task<string> WaitInterleaving(string gate);

    [AlwaysInterleave]
    [Alias("open")]
    Task Open(string gate);

    [AlwaysInterleave]
    [Alias("log")]
    Task<List<string>> Log();

    [OneWay]
    [Alias("note")]
    Task Note(string text);

    [OneWay]
    [Alias("note-failing")]
    Task NoteFailing();

    [Alias("throw")]
    Task Throw(string message);

    [Alias("throw-now")]
    Task<int> ThrowBeforeAnyAwait(string message);

    [Alias("context")]
    Task<string?> ContextValue(string key);

    [Alias("context-via")]
    Task<string?> ContextValueSeenBy(string other, string key);

    [Alias("set-context")]
    Task SetContext(string key, string value);

    [Alias("until-cancelled")]
    Task WaitUntilCancelled(CancellationToken cancellationToken);

    [Alias("cancellable")]
    Task<bool> CanBeCancelled(CancellationToken cancellationToken);

    [AlwaysInterleave]
    [Alias("was-cancelled")]
    Task<bool> WasCancelled();

    [ResponseTimeout("00:00:00.300")]
    [Alias("wait-briefly")]
    Task<string> WaitAtMostBriefly(string gate);

    [Alias("deactivate")]
    Task DeactivateSoon();

    [Alias("deactivations")]
    Task<List<string>> Endings();

    [Alias("call-back")]
    Task<string> CallOther(string other, string text);

    [Alias("call-ring")]
    Task<string> OpenThenWaitFor(string gateToOpen, string other, string gateToWaitFor);

    [Alias("reference")]
    Task<IProbeGrain> Self();

    [Alias("echo-by-reference")]
    Task<string> EchoThrough(IProbeGrain other, string text);
}
