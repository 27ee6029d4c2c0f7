namespace MemberGrains.E2E.Tests.Running;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("membergrains-e2e-").FullName;

    /// <summary>A data directory in it.</summary>
    public string Data => Path.Combine(_path, "data");

    public string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
