namespace MemberGrains.Storage.MySql.Writing;

/// <summary>What a transaction has locked of a row; zeros where there is none.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="Version">Its version.</param>
/// <param name="Since">When it was prepared, by the store's clock; null if it is not.</param>
internal readonly record struct HeldRow(long Revision, long Version, long? Since);
