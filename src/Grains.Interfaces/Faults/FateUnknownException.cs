namespace MemberGrains.Interfaces.Faults;

/// <summary>
/// Whether a write happened is not known, for example because the connection was lost during commit (504
/// <c>timeout</c>). Never guess: load again, or repeat the command with its key.
/// </summary>
[GenerateSerializer, Alias("mg.fate-unknown")]
public sealed class FateUnknownException : Exception
{
    public FateUnknownException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
