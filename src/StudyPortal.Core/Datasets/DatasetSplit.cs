namespace StudyPortal.Core.Datasets;

/// <summary>Where a case is used; all cases of a patient are in one split.</summary>
public enum DatasetSplit
{
    Train,
    Validation,
    Test,
}
