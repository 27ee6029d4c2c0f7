using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>One life of a silo: an end point and the generation that tells its lives apart.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    public static SiloAddress Zero { get; } = New(IPAddress.Any, 0, 0);

    public IPEndPoint Endpoint { get; }

    public int Generation { get; }

    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return new SiloAddress(ep, gen);
    }

    public static SiloAddress New(IPAddress address, int port, int generation) => New(new IPEndPoint(address, port), generation);

    /// <summary>Reads "address:port@generation".</summary>
    /// <exception cref="FormatException">The text is no silo address.</exception>
    public static SiloAddress FromParsableString(string addr)
    {
        ArgumentNullException.ThrowIfNull(addr);
        var at = addr.LastIndexOf('@');
        if (at > 0
            && IPEndPoint.TryParse(addr.AsSpan(0, at), out var endpoint)
            && int.TryParse(addr.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var generation))
            return New(endpoint, generation);
        throw new FormatException($"'{addr}' is no silo address: address:port@generation is expected.");
    }

    public string ToParsableString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"S{Endpoint}:{Generation}");

    public bool Equals([NotNullWhen(true)] SiloAddress? other) =>
        other is not null && (ReferenceEquals(this, other) || (Generation == other.Generation && Endpoint.Equals(other.Endpoint)));

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => GetConsistentHashCode();

    public int GetConsistentHashCode() => (Endpoint.Port * 397) ^ Generation;

    public int CompareTo(SiloAddress? other)
    {
        if (other is null) return 1;
        var order = Endpoint.Port.CompareTo(other.Endpoint.Port);
        if (order != 0) return order;
        order = Generation.CompareTo(other.Generation);
        return order != 0 ? order : string.CompareOrdinal(Endpoint.Address.ToString(), other.Endpoint.Address.ToString());
    }
}
