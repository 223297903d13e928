namespace StudyPortal.Core.Verification;

/// <summary>What can be wrong with a portal, and what is to be done.</summary>
public enum FindingKind
{
    DatabaseDamaged,
    SchemaChanged,
    ReferenceBroken,
    AuditBroken,
    HistoryBroken,
    AnswerTwice,
    AnswerChanged,
    AnswerMissing,
    PatientInTwoSplits,
    OrderChanged,
    PlanChanged,
    SignatureBroken,
    AnalysisSetChanged,
    MapChanged,
    BlobMissing,
    BlobDamaged,

    /// <summary>Encrypted under a key that is not here.</summary>
    BlobLocked,

    /// <summary>A file among the blobs whose name is no hash.</summary>
    BlobForeign,

    /// <summary>Nothing needs it. This alone is not wrong: what was stopped before its end leaves such files.</summary>
    BlobUnreferenced,
}
