namespace StudyPortal.Core.Reports.Analysis;

/// <summary>One map that was rated.</summary>
/// <param name="Case">Number of the case in its data set.</param>
/// <param name="RawMap">SHA-256 of the float map.</param>
/// <param name="Rendering">SHA-256 of what readers saw.</param>
/// <param name="MassInside">Share of the absolute map inside the lesion boxes; null without boxes.</param>
/// <param name="AreaInside">Share of the image inside them.</param>
public sealed record ItemFacts(
    int Case, string TargetLabel, int Arm, string Stratum, double Weight, bool Withdrawn,
    string RawMap, string Rendering, string RenderContract, double? MassInside, double? AreaInside);
