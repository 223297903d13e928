namespace StudyPortal.Core.Datasets;

public enum ImportStage
{
    /// <summary>Images are decoded and stored.</summary>
    Images,

    /// <summary>The rows of the cases are written; nobody sees them before all are there.</summary>
    Cases,
}
