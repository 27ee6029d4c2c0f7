using System.Globalization;
using MemberGrains.Interfaces.History;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;
using MemberGrains.ReadModels.Search.Cluster;

namespace MemberGrains.Bench.Search;

/// <summary>Members of a phone and a WeChat account each: three documents a member.</summary>
internal static class SearchDocuments
{
    private static readonly DateTimeOffset Bound = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static IdentityKey Phone(int member) => new(string.Create(CultureInfo.InvariantCulture, $"phone:+86139{member:D8}"));

    public static DateTimeOffset BoundAt(int member) => Bound.AddSeconds(member);

    /// <summary>Identity and member documents of so many members, in one batch.</summary>
    public static SearchBatch Batch(int first, int members)
    {
        var identities = new List<Relation>();
        var documents = new List<MemberTouch>();
        for (int member = first; member < first + members; member++)
        {
            var state = State(member);
            identities.AddRange(state.Identities.Select(bound => new Relation(bound.Key, 1, state)));
            documents.Add(MemberDocument.Living(state));
        }

        return new SearchBatch([.. identities], [.. documents]);
    }

    private static IdentityState State(int member)
    {
        var at = BoundAt(member);
        var union = new IdentityKey(string.Create(CultureInfo.InvariantCulture, $"unionid:oX_{member:D10}"));
        return new IdentityState(
            string.Create(CultureInfo.InvariantCulture, $"m{member:D26}"),
            at,
            1,
            [new BoundIdentity(Phone(member), member % 3 == 0 ? "hotel" : "train", at), new BoundIdentity(union, "mini", at)],
            [],
            IdentityStatus.Active,
            at);
    }
}
