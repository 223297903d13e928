namespace StudyPortal.Core.Datasets;

internal static class FoldText
{
    public const string Expected = "train, valid or test";

    /// <summary>The split of a cell; null when it is none of <see cref="Expected"/>.</summary>
    public static DatasetSplit? Read(string cell) => cell.ToLowerInvariant() switch
    {
        "train" or "training" => DatasetSplit.Train,
        "valid" or "val" or "validation" => DatasetSplit.Validation,
        "test" or "testing" => DatasetSplit.Test,
        _ => null,
    };
}
