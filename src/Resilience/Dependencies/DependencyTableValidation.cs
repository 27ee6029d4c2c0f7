using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MemberGrains.Resilience.Dependencies;

/// <summary>Checks every row; a message names the row and the option.</summary>
internal sealed class DependencyTableValidation : IValidateOptions<DependencyTable>
{
    public ValidateOptionsResult Validate(string? name, DependencyTable options)
    {
        string[] problems = [.. Enum.GetValues<DependencyCall>().SelectMany(call => Problems(call, options.Of(call)))];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(DependencyCall call, DependencyOptions? row)
    {
        if (row is null) return [$"{DependencyTable.Section}:{call} is empty."];
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(row, new ValidationContext(row), found, validateAllProperties: true);
        if (row.LongestRetryMs < row.FirstRetryMs)
            found.Add(new($"{nameof(row.LongestRetryMs)} ({row.LongestRetryMs}) is under {nameof(row.FirstRetryMs)} ({row.FirstRetryMs})."));
        return found.Select(problem => $"{DependencyTable.Section}:{call}: {problem.ErrorMessage}");
    }
}
