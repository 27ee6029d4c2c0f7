using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace MemberGrains.Resilience.Trust;

/// <summary>An option that names a file of certificates in PEM, or nothing: checked at start, not at the first connection.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CaFileAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        try
        {
            ServerTrust.Of(value as string);
            return ValidationResult.Success;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return new ValidationResult($"{validationContext.MemberName} names no file of certificates in PEM: {fault.Message}", [validationContext.MemberName ?? ""]);
        }
    }
}
