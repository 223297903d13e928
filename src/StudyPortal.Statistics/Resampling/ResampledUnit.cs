namespace StudyPortal.Statistics.Resampling;

/// <summary>What a bootstrap draws anew, and so what its interval generalises to.</summary>
public enum ResampledUnit
{
    /// <summary>Other cases, the same readers.</summary>
    Cases,

    /// <summary>The same cases, other readers.</summary>
    Readers,

    /// <summary>Other cases and other readers, drawn independently.</summary>
    CasesAndReaders,
}
