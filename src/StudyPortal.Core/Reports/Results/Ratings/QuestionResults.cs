namespace StudyPortal.Core.Reports.Results;

/// <summary>What the readers said to one question.</summary>
/// <param name="Readers">Those with at least one rating, in the order of every table.</param>
/// <param name="Agreement">Over the maps of all arms together; one rated map is one row.</param>
/// <param name="PostHoc">Which arms differ, after Friedman's test; this and all below null in reports of before.</param>
/// <param name="Permutation">Friedman's test over the blocks reader x case, its p-value from permuted arms.</param>
/// <param name="AgreementTables">Every coefficient of agreement, of each arm and, last, of all arms together.</param>
/// <param name="ReaderPairs">Every two readers, within each arm and, last, over all arms together.</param>
/// <param name="IntraReader">From the maps that a reader rated twice.</param>
/// <param name="MixedModel">Ratings as numbers, readers and cases random.</param>
/// <param name="OrdinalModel">Ratings as ordered categories, readers and cases random: the check of the mixed model.</param>
/// <param name="Controls">What the readers made of maps that explain nothing.</param>
/// <param name="Drift">Whether ratings or times change along the reading.</param>
/// <param name="Times">How long the readers looked.</param>
public sealed record QuestionResults(
    int Question, string Prompt, RatingScale Scale, IReadOnlyList<string> Readers, IReadOnlyList<ArmRatings> Arms,
    AgreementResults Agreement, FriedmanResults Friedman, IReadOnlyList<ReaderFriedman> FriedmanByReader, IReadOnlyList<ArmComparison> Comparisons,
    PostHocResults? PostHoc = null, PermutationResults? Permutation = null, IReadOnlyList<AgreementTable>? AgreementTables = null,
    IReadOnlyList<ReaderPairTable>? ReaderPairs = null, IntraReaderResults? IntraReader = null, MixedModelResults? MixedModel = null,
    OrdinalModelResults? OrdinalModel = null, ControlResults? Controls = null, DriftResults? Drift = null, TimeResults? Times = null);

/// <summary>The ratings of one arm.</summary>
/// <param name="Counts">How often each point of the scale was given, lowest first.</param>
/// <param name="Mean">With the percentile interval of a bootstrap that draws cases and readers.</param>
/// <param name="StandardDeviation">Of the single ratings, n - 1.</param>
public sealed record ArmRatings(
    int Arm, int Ratings, IReadOnlyList<int> Counts, Measured Mean, Measured StandardDeviation, double? Median,
    IReadOnlyList<ReaderMean> ReaderMeans, AgreementResults Agreement);

public sealed record ReaderMean(string Reader, int Ratings, Measured Mean);

/// <summary>How well readers agree.</summary>
/// <param name="Maps">Rows of the rating table.</param>
/// <param name="CompleteMaps">Rows that every reader rated: the ones the intraclass correlations use.</param>
/// <param name="IccSingle">ICC(2,1) of Shrout and Fleiss, absolute agreement of single readers.</param>
/// <param name="IccAverage">ICC(2,k), of the mean of all readers.</param>
/// <param name="Alpha">Krippendorff's ordinal alpha with a percentile interval over maps.</param>
public sealed record AgreementResults(
    int Maps, int CompleteMaps, Measured IccSingle, Measured IccAverage, Measured Alpha, Measured KendallW, Measured PairwiseExact, Measured PairwiseWithinOne);

/// <summary>Friedman's test with cases as blocks; the rating of a case by an arm is the mean over its readers.</summary>
/// <param name="ImanDavenportF">The F approximation, with its p-value beside it.</param>
/// <param name="KendallW">Effect size, 0..1; over all readers with the percentile interval of a bootstrap that draws complete cases.</param>
public sealed record FriedmanResults(
    int Blocks, int Dropped, IReadOnlyList<double> MeanRanks, Measured ChiSquare, int Df, Measured PValue, Measured ImanDavenportF, Measured ImanDavenportPValue, Measured KendallW);

public sealed record ReaderFriedman(string Reader, FriedmanResults Test);

/// <summary>First arm against second.</summary>
/// <param name="Difference">Mean rating of the first minus the second, bootstrap over cases and readers.</param>
/// <param name="PValue">Wilcoxon signed-rank on the case means (Pratt), two-sided.</param>
/// <param name="HolmPValue">Corrected for the number of pairs.</param>
/// <param name="RankBiserial">Effect size, -1..1, of the case means; interval on Fisher's z scale.</param>
/// <param name="CorrectedPValue">Of the Wilcoxon tests, by the registered plan's correction, Holm's without one.</param>
/// <param name="CohenDz">Mean difference of the case means over the standard deviation of the differences; noncentral t interval.</param>
/// <param name="HedgesGz">The same corrected for few cases.</param>
/// <param name="CohenDav">
/// Mean difference of the case means over the root mean square of the arms' standard deviations; percentile interval of the bootstrap that
/// draws cases and readers.
/// </param>
/// <param name="CliffDelta">
/// Share of pairs of cases, one of each arm, whose first mean is higher minus the share where it is lower; its interval takes the arms for
/// independent groups.
/// </param>
/// <param name="PairedT">Student's paired test of the case means.</param>
/// <param name="Sign">The exact sign test of the case means.</param>
public sealed record ArmComparison(
    int First, int Second, int Cases, Measured Difference, Measured PValue, double? HolmPValue, Measured RankBiserial, Measured HodgesLehmann,
    double? CorrectedPValue = null, Measured? CohenDz = null, Measured? HedgesGz = null, Measured? CohenDav = null, Measured? CliffDelta = null,
    PairedTResults? PairedT = null, SignTestResults? Sign = null);

/// <param name="MeanDifference">Of the case means, first minus second, with the t interval.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="CorrectedPValue">Over the pairs of arms, by the registered plan's correction, Holm's without one.</param>
public sealed record PairedTResults(Measured MeanDifference, Measured T, int Df, Measured PValue, double? CorrectedPValue);

/// <param name="Positives">Cases whose mean is higher in the first arm.</param>
/// <param name="Zeros">Cases with equal means: they count for the median only.</param>
/// <param name="PValue">Two-sided, exact.</param>
/// <param name="CorrectedPValue">Over the pairs of arms, by the registered plan's correction, Holm's without one.</param>
/// <param name="PositiveShare">Of the cases that differ, with Clopper and Pearson's interval.</param>
/// <param name="MedianDifference">Of all cases, with the order-statistic interval.</param>
public sealed record SignTestResults(
    int Positives, int Negatives, int Zeros, Measured PValue, double? CorrectedPValue, Measured PositiveShare, Measured MedianDifference);
