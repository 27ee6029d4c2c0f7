using System.Collections.Immutable;

namespace MemberGrains.Engine.Embedded.Tests.Copying;

[GenerateSerializer]
internal sealed record SealedRecordOfImmutables(string Name, ImmutableArray<int> Numbers, Version Version);

[GenerateSerializer]
internal sealed record RecordWithAList(List<string> Names);

[Immutable]
[GenerateSerializer]
internal sealed record MarkedImmutable(int[] Numbers);

[GenerateSerializer]
internal readonly record struct StructWithAList(List<int> Items);

[GenerateSerializer]
internal sealed class Settable
{
    public string Name { get; set; } = string.Empty;
}

[GenerateSerializer]
internal sealed class Node
{
    public Node? Next { get; set; }
}

[GenerateSerializer]
internal sealed class HalfShared
{
    public List<int> Own { get; init; } = [];

    [Immutable]
    public List<int> Shared { get; init; } = [];
}
