using System.Collections.Immutable;
using System.Text;
using MemberGrains.Grains.Answers;
using MemberGrains.Grains.Rules;
using MemberGrains.Grains.Tests.Rules;
using MemberGrains.Interfaces.Commands;
using MemberGrains.Interfaces.Identities;
using MemberGrains.Interfaces.Members;

namespace MemberGrains.Grains.Tests.Answers;

public sealed class AnswerJsonTests
{
    private static readonly IdentityKey Phone = new("phone:+8613912345678");
    private static readonly IdentityKey Card = new("elong:001234");
    private readonly World _world = new();

    [Fact]
    public void A_success_shows_outcome_operation_relation_and_versions()
    {
        _world.Register(Phone);
        var change = _world.Bind(Phone, Card, "mini");
        var relation = new Relation(Phone, 2, _world.State(Phone));
        string member = relation.State.MemberId;
        Assert.Equal(
            $$$"""
            {"outcome":"bound","operationId":"{{{change.OperationId}}}","relation":{"identity":"phone:+8613912345678","memberId":"{{{member}}}","version":2,"status":"active","identities":[{"key":"elong:001234","kind":"elong","value":"001234","app":"mini","boundAt":"2026-11-21T10:00:00.014Z"},{"key":"phone:+8613912345678","kind":"phone","value":"+8613912345678","app":"mini","boundAt":"2026-11-21T10:00:00.014Z"}],"formerMemberIds":[],"updatedAt":"2026-11-21T10:00:00.014Z"},"versions":{"elong:001234":1,"phone:+8613912345678":2}}
            """,
            Text(AnswerJson.OfSuccess(CommandOutcome.Bound, relation, change)));
    }

    [Fact]
    public void Where_nothing_changed_the_operation_is_null_and_the_versions_are_empty()
    {
        _world.Bind(Phone, Card);
        string text = Text(AnswerJson.OfSuccess(CommandOutcome.AlreadyBound, new Relation(Phone, 1, _world.State(Phone)), null));
        Assert.StartsWith("{\"outcome\":\"already-bound\",\"operationId\":null,", text, StringComparison.Ordinal);
        Assert.EndsWith("\"versions\":{}}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registration_answers_with_the_relation_itself()
    {
        _world.Register(Phone);
        string text = Text(AnswerJson.OfRelation(new Relation(Phone, 1, _world.State(Phone))));
        Assert.StartsWith("{\"identity\":\"phone:+8613912345678\",", text, StringComparison.Ordinal);
    }

    private static string Text(ImmutableArray<byte> bytes) => Encoding.UTF8.GetString(bytes.AsSpan());
}
