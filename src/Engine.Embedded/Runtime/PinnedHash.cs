namespace MemberGrains.Engine.Embedded.Runtime;

/// <summary>A hash of text that is the same in every process (FNV-1a over UTF-16, finished as in MurmurHash3).</summary>
internal static class PinnedHash
{
    public static int Of(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        hash ^= hash >> 16;
        hash *= 0x85ebca6bu;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35u;
        return (int)(hash ^ (hash >> 16));
    }
}
