namespace StudyPortal.Statistics.Mrmc;

/// <summary>How the covariances of two empirical ROC areas over shared cases are estimated.</summary>
public enum ErrorCovariance
{
    /// <summary>
    /// Each case of the study is left out in turn, one that a reader did not score without effect: (K - 1) / K times the sum of products
    /// (Efron 1982). O(cases) a pair.
    /// </summary>
    Jackknife,

    /// <summary>
    /// From the placements (Biometrics 1988;44:837); defined where two sets of cases are the same or have none in common. O(cases) a pair.
    /// </summary>
    DeLong,

    /// <summary>
    /// The unbiased U-statistic (Gallas, Pennello &amp; Myers, J Opt Soc Am A 2007;24:B70); any overlap of the cases.
    /// O(positives x negatives) a pair.
    /// </summary>
    Unbiased,
}
