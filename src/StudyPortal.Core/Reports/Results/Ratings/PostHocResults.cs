namespace StudyPortal.Core.Reports.Results;

/// <summary>
/// All pairs of arms after Friedman's test, cases as blocks, a case's rating of an arm being the mean over its readers; cases that an arm
/// lacks are left out.
/// </summary>
/// <param name="CriticalDifference">
/// Nemenyi's: the difference of mean ranks that is significant at 1 minus the plan's confidence.
/// </param>
public sealed record PostHocResults(Measured CriticalDifference, IReadOnlyList<PostHocPair> Pairs);

/// <param name="MeanRankDifference">Absolute.</param>
/// <param name="NemenyiPValue">Studentized range with infinite degrees of freedom; holds for all pairs at once.</param>
/// <param name="ConoverT">Sharper, aware of ties; it presumes a significant Friedman test.</param>
/// <param name="ConoverPValue">Of one pair alone.</param>
/// <param name="ConoverCorrectedPValue">Over the pairs of arms, by the registered plan's correction, Holm's without one.</param>
public sealed record PostHocPair(
    int First, int Second, Measured MeanRankDifference, Measured NemenyiPValue, Measured ConoverT, Measured ConoverPValue, double? ConoverCorrectedPValue);

/// <summary>
/// Friedman's test with a block for each reader and case; within a case the arms change places for all its readers at once, so that
/// readers who share a case do not pass for independent blocks.
/// </summary>
/// <param name="Cases">Those with at least one complete block.</param>
/// <param name="Blocks">Complete ones, reader x case.</param>
/// <param name="Permutations">As many as the plan has bootstrap replicates, from its seed.</param>
/// <param name="PValue">(1 + permutations at least as extreme) / (1 + permutations).</param>
public sealed record PermutationResults(int Cases, int Blocks, int Permutations, Measured ChiSquare, Measured PValue);
