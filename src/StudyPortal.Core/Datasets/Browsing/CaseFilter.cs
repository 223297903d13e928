namespace StudyPortal.Core.Datasets;

/// <summary>Which cases to list; null means all. A value needs a label.</summary>
/// <param name="View">As the source calls it; the empty text for the cases of which it does not say.</param>
/// <param name="Modality">Likewise.</param>
/// <param name="Text">Part of the pseudonym or the origin, upper or lower case, or the number.</param>
/// <param name="OnlyUsable">None that waits for its review or was left out.</param>
public sealed record CaseFilter(
    DatasetSplit? Split = null, string? Label = null, LabelValue? Value = null,
    string? View = null, string? Modality = null, string? Text = null, CaseReview? Review = null, bool OnlyUsable = false)
{
    public static CaseFilter All { get; } = new();
}
