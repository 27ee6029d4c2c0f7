namespace MemberGrains.ReadModels.Elasticsearch.Lint;

/// <summary>A node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cores">Processors it may use.</param>
/// <param name="SearchPool">Threads that search.</param>
internal sealed record PicturedNode(string Name, int Cores, int SearchPool);
