using System.Collections.Immutable;

namespace MemberGrains.ReadModels.Redis.Connection;

/// <summary>The scripts' sources, embedded in the assembly.</summary>
internal static class ScriptTexts
{
    /// <summary>In the order of <see cref="RedisScript"/>.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetNames<RedisScript>().Select(Load)];

    /// <summary>
    /// The sources with a mark of their own. A server that was restarted, or another one, has no script of this mark: it
    /// answers NOSCRIPT, also while it looks the same in all else, and so no call of this session can be answered by it.
    /// </summary>
    public static ImmutableArray<string> Marked(string mark) => ImmutableArray.CreateRange(All, text => $"{text}-- session {mark}\n");

    private static string Load(string name)
    {
        using var stream = typeof(ScriptTexts).Assembly.GetManifestResourceStream($"MemberGrains.ReadModels.Redis.Scripts.{name.ToLowerInvariant()}.lua")
            ?? throw new InvalidOperationException($"Script {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
