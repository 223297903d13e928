namespace StudyPortal.Core.Reports.Results;

/// <summary>The ratings of one question again, one part of the maps at a time.</summary>
public sealed record StratifiedRatings(int Question, string Prompt, IReadOnlyList<RatingGroups> By);

/// <param name="What">What the maps are parted by.</param>
/// <param name="Reason">Why there are no strata.</param>
public sealed record RatingGroups(StratumKind What, IReadOnlyList<RatingStratum> Strata, string? Reason);

public enum StratumKind
{
    /// <summary>The label that the map explains.</summary>
    TargetLabel,

    /// <summary>Whether the case has that label.</summary>
    Truth,

    /// <summary>How the arm's own model judged the case: true or false, positive or negative. A case may stand elsewhere for another arm.</summary>
    Outcome,

    /// <summary>The stratum that the case was drawn from.</summary>
    SamplingStratum,

    Reader,

    /// <summary>DICOM's code of the case, such as DX.</summary>
    Modality,
}

/// <param name="Cases">With a map in the stratum, under any arm.</param>
/// <param name="Differences">Of every arm from every later one; empty where a stratum has other cases under other arms.</param>
public sealed record RatingStratum(string Name, int Cases, IReadOnlyList<StratumArm> Arms, IReadOnlyList<StratumDifference> Differences);

/// <param name="Counts">How often each point of the scale was given, lowest first.</param>
/// <param name="Mean">With the percentile interval of a bootstrap that draws cases and readers; of one reader, cases only.</param>
/// <param name="StandardDeviation">Of the single ratings, n - 1.</param>
public sealed record StratumArm(int Arm, int Ratings, IReadOnlyList<int> Counts, Measured Mean, Measured StandardDeviation, double? Median);

/// <param name="Difference">Mean of the first minus the second, from the same draws as the means.</param>
public sealed record StratumDifference(int First, int Second, Measured Difference);
