using MemberGrains.Architecture.Tests.Reading;

namespace MemberGrains.Architecture.Tests.Rules;

/// <summary>A file that can not be read in one sitting is split.</summary>
internal sealed class NoGodFiles : IHouseRule
{
    public const int MaxLines = 400;

    public IEnumerable<Violation> Check(House house) =>
        from file in house.Code
        let lines = file.Lines.Length
        where lines > MaxLines
        select new Violation(file.Path, 0, $"{lines} lines, at most {MaxLines}: split it by concept");
}
