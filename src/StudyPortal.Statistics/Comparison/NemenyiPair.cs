namespace StudyPortal.Statistics.Comparison;

/// <summary>Two arms and the distance of their mean ranks in standard errors (<paramref name="Q"/>).</summary>
public sealed record NemenyiPair(int First, int Second, double MeanRankDifference, double Q, double PValue);
