using System.Globalization;
using MemberGrains.Interfaces.Identities;

namespace MemberGrains.Testing;

/// <summary>Values that do not matter to a test. Each call gives another one; no two tests share any.</summary>
public static class Some
{
    private static long _next = 1_000;

    /// <summary>A mainland mobile number.</summary>
    public static IdentityKey Phone() => new(string.Create(CultureInfo.InvariantCulture, $"phone:+86139{Next():D8}"));

    /// <summary>A WeChat union id.</summary>
    public static IdentityKey UnionId() => new(string.Create(CultureInfo.InvariantCulture, $"unionid:oX_{Next():D10}"));

    /// <summary>An eLong card.</summary>
    public static IdentityKey Card() => new(string.Create(CultureInfo.InvariantCulture, $"elong:00{Next():D10}"));

    /// <summary>An application's name.</summary>
    public static string App() => string.Create(CultureInfo.InvariantCulture, $"app-{Next()}");

    /// <summary>A caller account.</summary>
    public static string Caller() => string.Create(CultureInfo.InvariantCulture, $"caller-{Next()}");

    /// <summary>An idempotency key.</summary>
    public static string Key() => string.Create(CultureInfo.InvariantCulture, $"key-{Next()}");

    private static long Next() => Interlocked.Increment(ref _next);
}
