// Only what the contracts need to compile until the engine's own slice lands; delete with it.
#pragma warning disable
namespace Orleans
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)] public sealed class GenerateSerializerAttribute : Attribute { }
    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)] public sealed class IdAttribute(uint id) : Attribute { public uint Id => id; }
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Enum)] public sealed class AliasAttribute(string alias) : Attribute { public string Alias => alias; }
    [AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Field)] public sealed class ImmutableAttribute : Attribute { }
    public interface IGrain { }
    public interface IGrainWithStringKey : IGrain { }
}
namespace Orleans.Concurrency
{
    [AttributeUsage(AttributeTargets.Method)] public sealed class AlwaysInterleaveAttribute : Attribute { }
    [AttributeUsage(AttributeTargets.Method)] public sealed class ReadOnlyAttribute : Attribute { }
}
namespace Orleans.Runtime { internal static class Bootstrap; }
namespace Orleans.Hosting { internal static class Bootstrap; }
