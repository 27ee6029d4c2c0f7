using System.ComponentModel.DataAnnotations;

namespace MemberGrains.ReadModels.Search.Cursors;

/// <summary>How cursors are sealed.</summary>
public sealed class CursorOptions
{
    /// <summary>
    /// Key of the seal, the same in every gateway that may be given the cursor. A cursor holds nothing that its caller has
    /// not been answered, so the seal keeps made-up ones out and no secret in; another key ends the cursors under way.
    /// </summary>
    /// <value>Default a constant; 16 to 256 characters.</value>
    [StringLength(256, MinimumLength = 16)]
    public string SealKey { get; set; } = "membergrains search cursor seal";
}
