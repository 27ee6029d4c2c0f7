using System.Globalization;
using System.Text;

namespace MemberGrains.Storage.MySql.Text;

/// <summary>
/// Builds the text of one round trip. Values are numbers or hexadecimal literals: those need no escaping, whatever the
/// session's SQL mode and character set are, so nothing of a value can become SQL. Belongs to one thread.
/// </summary>
internal sealed class SqlText
{
    private readonly StringBuilder _text = new(64 * 1024);
    private byte[] _utf8 = new byte[512];

    public int Length => _text.Length;

    /// <summary>SQL of our own; never a value.</summary>
    public SqlText Sql(string sql)
    {
        _text.Append(sql);
        return this;
    }

    public SqlText Number(long value)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public SqlText Number(long? value) => value is { } number ? Number(number) : Sql("NULL");

    public SqlText Bytes(ReadOnlySpan<byte> value)
    {
        _text.Append("x'");
        Span<char> digits = stackalloc char[512];
        while (!value.IsEmpty)
        {
            var piece = value[..Math.Min(value.Length, digits.Length / 2)];
            Convert.TryToHexString(piece, digits, out int written);
            _text.Append(digits[..written]);
            value = value[piece.Length..];
        }

        _text.Append('\'');
        return this;
    }

    /// <summary>A text as its UTF-8 bytes: the columns are binary, so equality and order are ordinal.</summary>
    public SqlText Text(string value)
    {
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (_utf8.Length < most) _utf8 = new byte[most];
        return Bytes(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    /// <summary>Items of a list, with commas between.</summary>
    public SqlText List<T>(IEnumerable<T> items, Action<SqlText, T> write)
    {
        bool first = true;
        foreach (var item in items)
        {
            if (!first) _text.Append(',');
            first = false;
            write(this, item);
        }

        return this;
    }

    /// <summary>The text, and empties this for the next.</summary>
    public string Take()
    {
        string text = _text.ToString();
        _text.Clear();
        return text;
    }
}
