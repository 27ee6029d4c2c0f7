namespace MemberGrains.Conformance.Engine;

/// <summary>Keeps a sum in a storage.</summary>
public interface ILedgerGrain : IGrainWithStringKey
{
    /// <summary>The sum, whether anything is stored, and the activation's number in the process.</summary>
    Task<(int Sum, bool Exists, int Life)> Read();

    Task Add(int amount);

    /// <summary>Changes the state in memory only, then reads the storage.</summary>
    Task<int> ChangeAndReadAgain(int sum);

    Task Clear();

    Task End();
}
