namespace StudyPortal.Core.Datasets;

/// <summary>What the source says of one label of one case; what to make of uncertain and unmentioned is decided at training.</summary>
public enum LabelValue
{
    Negative,
    Positive,
    Uncertain,
    Unmentioned,
}
