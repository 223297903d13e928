namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Two arms compared, with the p-value as it is and corrected for the number of pairs in three ways; Tukey's takes the studentized range
/// with infinite degrees of freedom, as PMCMRplus does.
/// </summary>
public sealed record ConoverPair(
    int First, int Second, Estimate T, Estimate PValue, Estimate Holm, Estimate Bonferroni, Estimate SingleStepTukey);
