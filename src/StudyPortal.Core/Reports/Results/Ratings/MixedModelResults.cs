namespace StudyPortal.Core.Reports.Results;

/// <summary>rating = arm + reader + case + residual; readers, cases and residuals random and normal, fitted by REML to every rating there is.</summary>
/// <param name="Observations">Ratings.</param>
/// <param name="Singular">The variance of readers or of cases is estimated as 0.</param>
/// <param name="Remark">What to know before quoting the degrees of freedom; null where there is nothing.</param>
/// <param name="RemlCriterion">-2 log restricted likelihood.</param>
/// <param name="Satterthwaite">All arms equal; Satterthwaite's degrees of freedom.</param>
/// <param name="KenwardRoger">All arms equal; Kenward and Roger's covariance and degrees of freedom.</param>
/// <param name="LikelihoodRatio">All arms equal, by maximum likelihood.</param>
/// <param name="Aic">Of the maximum likelihood fit, as is BIC.</param>
public sealed record MixedModelResults(
    int Observations, int Readers, int Cases, bool Singular, string? Remark, VarianceResults Variances, Measured RemlCriterion,
    IReadOnlyList<ModelMean> Means, IReadOnlyList<ModelDifference> Differences, FTestResults Satterthwaite, FTestResults KenwardRoger,
    ChiSquareResults LikelihoodRatio, Measured LogLikelihood, Measured Aic, Measured Bic);

public sealed record VarianceResults(Measured Reader, Measured Case, Measured Residual);

/// <summary>Marginal mean of an arm over readers and cases.</summary>
public sealed record ModelMean(int Arm, ModelEstimate Mean);

/// <param name="Difference">First arm minus second.</param>
/// <param name="CorrectedPValue">Of Satterthwaite's p-values, over the pairs of arms, by the registered plan's correction, Holm's without one.</param>
public sealed record ModelDifference(int First, int Second, ModelEstimate Difference, double? CorrectedPValue);

/// <param name="Value">With Satterthwaite's interval.</param>
/// <param name="PValue">Of the test against 0 with <paramref name="Df"/>, which are Satterthwaite's.</param>
/// <param name="KenwardRogerStandardError">Corrected for the variances having been estimated; with its own degrees of freedom and p-value.</param>
public sealed record ModelEstimate(
    Measured Value, Measured StandardError, Measured T, Measured Df, Measured PValue, Measured KenwardRogerStandardError, Measured KenwardRogerDf,
    Measured KenwardRogerPValue);

public sealed record ChiSquareResults(Measured ChiSquare, int Df, Measured PValue);

/// <summary>
/// logit P(rating at or below k) = threshold k - (arm + reader + case); readers and cases random and normal, maximum likelihood with
/// Laplace's approximation.
/// </summary>
/// <param name="ReaderVariance">On the logit scale.</param>
/// <param name="LikelihoodRatio">All arms equal.</param>
public sealed record OrdinalModelResults(
    int Observations, int Readers, int Cases, bool Singular, Measured ReaderVariance, Measured CaseVariance,
    IReadOnlyList<ModelThreshold> Thresholds, IReadOnlyList<OddsDifference> Differences, Measured LogLikelihood, Measured Aic,
    ChiSquareResults LikelihoodRatio);

/// <summary>Between two neighbouring ratings that occur: log odds of the lower one or less in the first arm, for a reader and a case of effect 0.</summary>
public sealed record ModelThreshold(double Lower, double Upper, Measured Value, Measured StandardError);

/// <summary>First arm against second, with Wald's interval and test.</summary>
/// <param name="LogOdds">Above 0 where the first arm is rated higher.</param>
/// <param name="CorrectedPValue">Over the pairs of arms, by the registered plan's correction, Holm's without one.</param>
/// <param name="OddsRatio">Odds of a rating above any point, first arm over second.</param>
public sealed record OddsDifference(
    int First, int Second, Measured LogOdds, Measured StandardError, Measured Z, Measured PValue, double? CorrectedPValue, Measured OddsRatio);
