namespace StudyPortal.Statistics.Mrmc;

/// <summary>Which reader scores which case under which arm.</summary>
public enum MrmcDesign
{
    /// <summary>Every reader scores every case under every arm; a case with a gap is dropped.</summary>
    Factorial,

    /// <summary>Every reader has cases of its own and scores them under every arm: no covariance between readers.</summary>
    CasesNestedInReaders,

    /// <summary>Every arm has cases of its own, scored by every reader: no covariance between arms.</summary>
    CasesNestedInArms,

    /// <summary>Every reader works under one arm only; the arms may have different numbers of readers.</summary>
    ReadersNestedInArms,

    /// <summary>Split-plot: groups of readers, each with cases of its own that all of the group score under every arm.</summary>
    ReaderGroups,

    /// <summary>Every reader works under every arm, but on whichever cases; every covariance is averaged over all pairs of its kind.</summary>
    PartlyPaired,
}
