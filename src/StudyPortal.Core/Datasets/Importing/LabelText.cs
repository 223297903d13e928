namespace StudyPortal.Core.Datasets;

internal static class LabelText
{
    public const string Expected = "1 (positive), 0 (negative), -1 (uncertain) or nothing (not mentioned)";

    /// <summary>The value of a cell; null when it is none of <see cref="Expected"/>.</summary>
    public static LabelValue? Read(string cell) => cell switch
    {
        "" => LabelValue.Unmentioned,
        "1" or "1.0" => LabelValue.Positive,
        "0" or "0.0" => LabelValue.Negative,
        "-1" or "-1.0" => LabelValue.Uncertain,
        _ => null,
    };
}
