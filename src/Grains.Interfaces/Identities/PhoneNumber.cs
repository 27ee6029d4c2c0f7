namespace MemberGrains.Interfaces.Identities;

/// <summary>
/// E.164: <c>+</c> and 8-15 digits not starting with 0, or a bare mainland mobile number. ASCII spaces and hyphens
/// between digits are dropped. <c>+86</c> numbers must be mobile numbers: <c>1[3-9]</c> and 9 digits.
/// </summary>
internal static class PhoneNumber
{
    private const int MaxDigits = 15;

    public static string? Normalise(string value)
    {
        bool international = value.StartsWith('+');
        Span<char> digits = stackalloc char[MaxDigits];
        int count = 0;
        bool separated = false;
        foreach (char c in value.AsSpan(international ? 1 : 0))
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == MaxDigits) return null;
                digits[count++] = c;
                separated = false;
            }
            else if (c is ' ' or '-')
            {
                if (count == 0) return null;
                separated = true;
            }
            else
            {
                return null;
            }
        }

        if (separated) return null;
        ReadOnlySpan<char> number = digits[..count];
        if (!international) return IsMainlandMobile(number) ? $"+86{number}" : null;
        if (count < 8 || number[0] == '0') return null;
        if (number.StartsWith("86") && !IsMainlandMobile(number[2..])) return null;
        return $"+{number}";
    }

    private static bool IsMainlandMobile(ReadOnlySpan<char> number) =>
        number.Length == 11 && number[0] == '1' && number[1] is >= '3' and <= '9';
}
