namespace MemberGrains.Gateway.Tests.Composition;

/// <summary>The keys of the accounts that every test gateway has.</summary>
public static class TestKeys
{
    public const string Order = "order-key";
    public const string Marketing = "marketing-key";
    public const string Operator = "operator-key";
}
