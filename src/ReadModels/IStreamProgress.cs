using MemberGrains.Interfaces.Slots;

namespace MemberGrains.ReadModels;

/// <summary>How far a center's projections are: what staleness is counted from.</summary>
public interface IStreamProgress
{
    /// <summary>UTC: everything committed in the slot's physical cluster up to then is applied here; null while unknown.</summary>
    DateTimeOffset? AppliedThrough(Slot slot);
}
