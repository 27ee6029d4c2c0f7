using System.Xml.Linq;
using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>The ten packages that the product is specified with have a central version.</summary>
internal sealed class CardPackages : IHouseRule
{
    private const string Place = "Directory.Packages.props";

    /// <summary>Polly stands for either of its two packages.</summary>
    public static readonly string[] Card =
    [
        "Microsoft.Orleans.Server", "Microsoft.Orleans.Clustering.AdoNet", "Microsoft.Orleans.Persistence.AdoNet",
        "Microsoft.Orleans.TestingHost", "NEST", "StackExchange.Redis", "MySqlConnector", "RabbitMQ.Client", "Polly", "xunit",
    ];

    public IEnumerable<Violation> Check(House house)
    {
        var named = house.Find(Place) is { } file
            ? XDocument.Parse(file.Text).Descendants("PackageVersion").Select(e => (string?)e.Attribute("Include")).ToHashSet()
            : [];
        return from package in Card
               where !named.Contains(package) && !named.Contains(package + ".Core")
               select new Violation(Place, 0, $"{package} has no PackageVersion");
    }
}
