namespace MemberGrains.Conformance.Engine;

[GenerateSerializer, Alias("conformance.ledger-state")]
public sealed class LedgerState
{
    [Id(0)]
    public int Sum { get; set; }
}
