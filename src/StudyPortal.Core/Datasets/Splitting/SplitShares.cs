namespace StudyPortal.Core.Datasets;

/// <summary>Which part of the images goes where; parts of one.</summary>
public sealed record SplitShares(double Train, double Validation, double Test)
{
    private const double Tolerance = 1e-6;

    public static SplitShares Usual { get; } = new(0.7, 0.1, 0.2);

    /// <summary>Null when they can be used.</summary>
    public string? Problem => All.Any(share => share.Share is not (>= 0 and <= 1)) || Math.Abs(All.Sum(share => share.Share) - 1) > Tolerance
        ? "The three shares are parts of the whole: from 0 to 100 %, and 100 % together."
        : null;

    internal IReadOnlyList<(DatasetSplit Split, double Share)> All => [(DatasetSplit.Train, Train), (DatasetSplit.Validation, Validation), (DatasetSplit.Test, Test)];
}
