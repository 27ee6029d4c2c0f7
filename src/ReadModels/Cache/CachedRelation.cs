using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using MemberGrains.Interfaces.Json;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.ReadModels.Cache;

/// <summary>The bytes of a relation as the cache holds and the gateway sends them.</summary>
public static class CachedRelation
{
    private const int TypicalLength = 768;

    /// <summary>Renders a relation.</summary>
    public static ImmutableArray<byte> Render(Relation relation)
    {
        var output = new ArrayBufferWriter<byte>(TypicalLength);
        using (var writer = new Utf8JsonWriter(output)) RelationJson.Write(writer, relation);
        return ImmutableCollectionsMarshal.AsImmutableArray(output.WrittenSpan.ToArray());
    }
}
