namespace StudyPortal.Core.Datasets;

/// <summary>How the ratings of a nodule, 1 to 5 by each reader, become one answer.</summary>
public enum MalignancyRule
{
    /// <summary>Malignant above 3 on average, benign below; exactly 3 is left out.</summary>
    Mean,

    /// <summary>Malignant where at least two readers rate 4 or 5, else benign.</summary>
    TwoReaders,
}
