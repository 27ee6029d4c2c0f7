using MemberGrains.GenuineOrleans.Tests.Slice;
using Microsoft.CodeAnalysis;

namespace MemberGrains.GenuineOrleans.Tests;

/// <summary>
/// That contract and grains compile against Orleans itself is proved by the project GenuineOrleans, whose errors point into
/// src. These tests hold that project to its word.
/// </summary>
public sealed class CompiledOnGenuineTests
{
    [Fact]
    public void Every_grain_interface_was_compiled_against_the_genuine_assembly()
    {
        var interfaces = Types().Where(t => t.TypeKind == TypeKind.Interface && t.AllInterfaces.Any(i => i.Name == "IGrain")).ToList();

        Assert.NotEmpty(interfaces);
        Assert.All(interfaces, i => Assert.Equal("Orleans.Core.Abstractions", i.AllInterfaces.First(b => b.Name == "IGrain").ContainingAssembly.Name));
    }

    [Fact]
    public void Nothing_of_the_embedded_engine_came_in()
    {
        var references = ComparedAssemblies.Grains.Modules.SelectMany(m => m.ReferencedAssemblies).Select(a => a.Name).ToList();

        Assert.Contains("Orleans.Core.Abstractions", references);
        Assert.DoesNotContain(ComparedAssemblies.Slice.Name, references);
        Assert.DoesNotContain(references, r => r.StartsWith("MemberGrains.", StringComparison.Ordinal));
    }

    private static IEnumerable<INamedTypeSymbol> Types()
    {
        var pending = new Stack<INamespaceSymbol>([ComparedAssemblies.Grains.GlobalNamespace]);
        while (pending.TryPop(out var space))
        {
            foreach (var inner in space.GetNamespaceMembers())
                pending.Push(inner);
            foreach (var type in space.GetTypeMembers())
                yield return type;
        }
    }
}
