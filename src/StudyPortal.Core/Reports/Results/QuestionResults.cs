namespace StudyPortal.Core.Reports.Results;

/// <summary>What the readers said to one question.</summary>
/// <param name="Readers">Those with at least one rating, in the order of every table.</param>
/// <param name="Agreement">Over the maps of all arms together; one rated map is one row.</param>
public sealed record QuestionResults(
    int Question, string Prompt, RatingScale Scale, IReadOnlyList<string> Readers, IReadOnlyList<ArmRatings> Arms,
    AgreementResults Agreement, FriedmanResults Friedman, IReadOnlyList<ReaderFriedman> FriedmanByReader, IReadOnlyList<ArmComparison> Comparisons);

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
public sealed record FriedmanResults(
    int Blocks, int Dropped, IReadOnlyList<double> MeanRanks, Measured ChiSquare, int Df, Measured PValue, Measured ImanDavenportF, Measured ImanDavenportPValue, Measured KendallW);

public sealed record ReaderFriedman(string Reader, FriedmanResults Test);

/// <summary>First arm against second.</summary>
/// <param name="Difference">Mean rating of the first minus the second, bootstrap over cases and readers.</param>
/// <param name="PValue">Wilcoxon signed-rank on the case means (Pratt), two-sided.</param>
/// <param name="HolmPValue">Corrected for the number of pairs.</param>
/// <param name="RankBiserial">Effect size, -1..1.</param>
public sealed record ArmComparison(
    int First, int Second, int Cases, Measured Difference, Measured PValue, double? HolmPValue, Measured RankBiserial, Measured HodgesLehmann);
