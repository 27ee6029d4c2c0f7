using System.Diagnostics.CodeAnalysis;
using MemberGrains.Gateway.Http;
using MemberGrains.Gateway.Problems;

namespace MemberGrains.Gateway.Requests;

/// <summary><c>Idempotency-Key</c>: 1-128 visible ASCII characters, once.</summary>
internal static class IdempotencyKey
{
    private const int MaxLength = 128;

    /// <summary>The problem if there is no usable key.</summary>
    public static Problem? Read(Exchange exchange, [NotNullIfNotNull(nameof(exchange))] out string? key)
    {
        key = exchange.Single(Headers.IdempotencyKey) ?? "";
        if (key.Length is > 0 and <= MaxLength && !key.AsSpan().ContainsAnyExceptInRange('!', '~')) return null;
        return new Problem(ProblemCode.IdempotencyKeyMissing, "Send 1-128 visible ASCII characters as Idempotency-Key, and the same for a repeat.")
        {
            Errors = FieldErrors.Of(Headers.IdempotencyKey, "1-128 visible ASCII characters are needed, once."),
        };
    }

    /// <summary>As <see cref="Read"/>, for calls that are idempotent without one: none sent is no problem, a bad one is.</summary>
    public static Problem? ReadOptional(Exchange exchange, out string? key)
    {
        key = null;
        return exchange.Has(Headers.IdempotencyKey) ? Read(exchange, out key) : null;
    }
}
