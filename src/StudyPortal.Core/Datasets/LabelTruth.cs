namespace StudyPortal.Core.Datasets;

public static class LabelTruth
{
    /// <summary>
    /// What a score is judged against: a finding that the source does not mention counts as absent, as in the CheXpert and NIH sets;
    /// null where the source is uncertain, and the case is then left out for this label.
    /// </summary>
    public static bool? Truth(this LabelValue value) => value switch
    {
        LabelValue.Positive => true,
        LabelValue.Negative or LabelValue.Unmentioned => false,
        _ => null,
    };
}
