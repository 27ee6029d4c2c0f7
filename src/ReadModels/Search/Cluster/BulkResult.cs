namespace MemberGrains.ReadModels.Search.Cluster;

/// <summary>What became of a batch. None of the three is a fault: versions decide.</summary>
/// <param name="Written">Documents that were newer than what was there.</param>
/// <param name="Same">Documents there already in that version: a success.</param>
/// <param name="Older">Documents there in a newer version.</param>
public readonly record struct BulkResult(int Written, int Same, int Older)
{
    /// <summary>The sum of two.</summary>
    public static BulkResult operator +(BulkResult left, BulkResult right) => Add(left, right);

    /// <summary>The sum of two.</summary>
    public static BulkResult Add(BulkResult left, BulkResult right) =>
        new(left.Written + right.Written, left.Same + right.Same, left.Older + right.Older);
}
