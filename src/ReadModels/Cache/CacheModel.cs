using MemberGrains.ReadModels.Status;

namespace MemberGrains.ReadModels.Cache;

/// <summary>A center's cache with what is needed to use it.</summary>
/// <param name="Cache">The cache.</param>
/// <param name="Generations">This process's lease on its generation.</param>
/// <param name="Health">Its state.</param>
public sealed record CacheModel(ICenterCache Cache, CacheGenerationClient Generations, ReadModelHealth Health);
