namespace StudyPortal.Statistics.Roc;

/// <summary>Two of several models, by their positions, and the first area minus the second.</summary>
public sealed record AreaPair(int First, int Second, AreaDifference Difference);
