namespace StudyPortal.Core.Reports.Results;

/// <summary>How each arm's maps agree with what the readers marked at one question.</summary>
public sealed record OverlapResults(int Question, string Prompt, IReadOnlyList<ArmOverlap> Arms);

/// <summary>Means over the marked places, with percentile intervals of a bootstrap that draws cases and readers.</summary>
/// <param name="Places">First showings with at least one mark.</param>
/// <param name="MassInside">Share of the absolute map inside the marks.</param>
/// <param name="AreaInside">Share of the image inside them.</param>
/// <param name="Hits">Share of places whose strongest map value lies inside.</param>
/// <param name="Iou">Of the marks and as many of the strongest pixels as they cover.</param>
public sealed record ArmOverlap(int Arm, int Places, Measured MassInside, Measured AreaInside, Measured Hits, Measured Iou);
