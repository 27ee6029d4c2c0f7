namespace MemberGrains.Architecture.Tests.Reading;

/// <summary>
/// A rule of the house. To add one: implement this in <c>Rules/</c> (one class, one file), then state in a test that the
/// house keeps it (<see cref="Keeps"/>) and, with an offending <see cref="House.Of"/>, that it can fail.
/// </summary>
internal interface IHouseRule
{
    IEnumerable<Violation> Check(House house);
}
