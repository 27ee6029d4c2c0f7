using System.Text.RegularExpressions;

namespace MemberGrains.Integration.Tests.Compose;

public sealed class DockerfileTests
{
    [Theory]
    [InlineData("Silo")]
    [InlineData("Gateway")]
    public void An_image_publishes_the_project_on_orleans_and_starts_what_it_publishes(string project)
    {
        string[] lines = File.ReadAllLines(Repository.PathOf($"src/{project}/Dockerfile"));
        Assert.Contains(lines, line => line.StartsWith($"RUN dotnet publish src/{project}/{project}.csproj ", StringComparison.Ordinal) && line.Contains("-p:GrainEngine=Orleans", StringComparison.Ordinal));
        Assert.True(File.Exists(Repository.PathOf($"src/{project}/{project}.csproj")));
        Assert.Equal($"ENTRYPOINT [\"dotnet\", \"MemberGrains.{project}.dll\"]", lines[^1]);
        Assert.Contains("USER $APP_UID", lines);
        Assert.Contains(lines, line => line.StartsWith("ENV ", StringComparison.Ordinal) && line.Contains("DOTNET_ENVIRONMENT=Production", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Silo")]
    [InlineData("Gateway")]
    public void Base_images_have_exact_tags_and_the_sdk_is_the_one_that_the_repository_asks_for(string project)
    {
        string[] images = [.. File.ReadAllLines(Repository.PathOf($"src/{project}/Dockerfile")).Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
        Assert.All(images, image => Assert.Matches(@":\d+\.\d+\.\d+$", image));
        string sdk = Regex.Match(File.ReadAllText(Repository.PathOf("global.json")), "\"version\": \"([^\"]+)\"").Groups[1].Value;
        Assert.EndsWith($"/sdk:{sdk}", images[0], StringComparison.Ordinal);
    }
}
