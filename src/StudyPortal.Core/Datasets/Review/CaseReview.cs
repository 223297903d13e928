namespace StudyPortal.Core.Datasets;

/// <summary>Whether somebody must look for text in the pixels of a case, and what came of it.</summary>
public enum CaseReview
{
    /// <summary>Nothing in the source calls for it.</summary>
    NotNeeded,

    /// <summary>The source does not say whether text is burned in, and images of its kind often have some.</summary>
    Flagged,

    /// <summary>The source says that text is burned in.</summary>
    Quarantined,

    /// <summary>A person looked and found none.</summary>
    Cleared,

    /// <summary>What a person found is blacked out.</summary>
    Redacted,

    /// <summary>A person took the case out of use.</summary>
    LeftOut,
}
