using System.Collections.Immutable;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Storage.Verification;

/// <summary>Counts broken rules and keeps the first few in words.</summary>
internal sealed class RowFaults
{
    private const int MostExamples = 20;

    private readonly ImmutableArray<string>.Builder _examples = ImmutableArray.CreateBuilder<string>();

    public long Count { get; private set; }

    public ImmutableArray<string> Examples => _examples.ToImmutable();

    public void Add(IdentityKey identity, string what) => Add($"{IdentityMask.Mask(identity)}: {what}");

    public void Add(string what)
    {
        Count++;
        if (_examples.Count < MostExamples) _examples.Add(what);
    }
}
