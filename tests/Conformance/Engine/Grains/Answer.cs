namespace MemberGrains.Conformance.Engine;

[GenerateSerializer]
[Alias("conformance.answer")]
public abstract record Answer;
