using Microsoft.Extensions.Options;

namespace MemberGrains.ReadModels.Cache;

/// <summary>What <see cref="CacheOptions"/> must satisfy together: a start that could serve stale values is refused.</summary>
internal sealed class CacheOptionsValidation(IOptions<LagBudgets> budgets) : IValidateOptions<CacheOptions>
{
    public ValidateOptionsResult Validate(string? name, CacheOptions options)
    {
        var longest = budgets.Value.LongestSource;
        if (options.Lock <= longest)
            return ValidateOptionsResult.Fail($"Cache lock {options.Lock} must be above the lag budget of every source ({longest}).");
        return options.FillLease >= options.Lock
            ? ValidateOptionsResult.Fail($"Cache fill lease {options.FillLease} must be shorter than the lock {options.Lock}.")
            : ValidateOptionsResult.Success;
    }
}
