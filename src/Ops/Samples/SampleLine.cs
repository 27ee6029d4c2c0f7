namespace MemberGrains.Ops.Samples;

/// <summary>A line of a sample.</summary>
/// <param name="Json">Its text, without the line end.</param>
/// <param name="Expected">What must happen to it; null for an ordinary line, which must succeed.</param>
internal readonly record struct SampleLine(string Json, ExpectedOutcome? Expected = null);
