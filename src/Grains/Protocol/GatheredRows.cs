using MemberGrains.Grains.Rules;
using MemberGrains.Storage.Port;

namespace MemberGrains.Grains.Protocol;

/// <summary>The states a command will be decided on, and the rows they were read from.</summary>
/// <param name="States">For the rule.</param>
/// <param name="Own">The coordinator's own row.</param>
/// <param name="Others">The other rows, to be confirmed when nothing will be written to them.</param>
internal sealed record GatheredRows(Gathered States, RowStamp Own, IReadOnlyList<RowStamp> Others);
