namespace StudyPortal.Statistics.Roc;

/// <summary>
/// Logistic recalibration: logit P(positive) = intercept + slope x logit(predicted probability), by maximum likelihood with Wald intervals
/// (Cox, Biometrika 1958;45:562). A perfect model has slope 1 and intercept 0; a slope below 1 says that the predictions are too
/// extreme. <paramref name="InTheLarge"/> is the intercept with the slope held at 1: above 0 where the model predicts too little on the whole.
/// Undefined, because the estimates would be infinite or none, with one class, with a predicted probability of 0 or 1, and the line also
/// where the predictions separate the classes or are all alike. O(n) per Newton step.
/// </summary>
public sealed record CalibrationLine(int Cases, FittedParameter Intercept, FittedParameter Slope, FittedParameter InTheLarge)
{
    private const string NoEnd = "the maximum of the likelihood was not found";

    /// <param name="sample">Its scores are the predicted probabilities of being positive.</param>
    /// <param name="confidence">Of the intervals.</param>
    public static CalibrationLine Of(RocSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var cases = sample.Prevalence.Total;
        if (Objection(sample) is { } reason)
        {
            var undefined = FittedParameter.Undefined(reason);
            return new CalibrationLine(cases, undefined, undefined, undefined);
        }

        var fit = new LogisticFit([.. sample.Positives.Select(Logit), .. sample.Negatives.Select(Logit)], sample.Positives.Count);
        var inTheLarge = fit.InterceptAlone() is { } alone
            ? FittedParameter.Of(alone.Intercept, alone.Variance, confidence)
            : FittedParameter.Undefined(NoEnd);
        var (intercept, slope) = Line(sample, fit, confidence);
        return new CalibrationLine(cases, intercept, slope, inTheLarge);
    }

    private static (FittedParameter Intercept, FittedParameter Slope) Line(RocSample sample, LogisticFit fit, double confidence)
    {
        var reason = WithoutLine(sample);
        if (reason is null && fit.Line() is { } line)
        {
            return (
                FittedParameter.Of(line.Intercept, line.VarianceOfIntercept, confidence),
                FittedParameter.Of(line.Slope, line.VarianceOfSlope, confidence));
        }

        var undefined = FittedParameter.Undefined(reason ?? NoEnd);
        return (undefined, undefined);
    }

    private static string? Objection(RocSample sample) => Probabilities.Objection(sample)
        ?? sample.MissingClass
        ?? (sample.Positives.Concat(sample.Negatives).Any(p => p is 0 or 1)
            ? "some predicted probabilities are 0 or 1, whose logit is infinite"
            : null);

    private static string? WithoutLine(RocSample sample)
    {
        var (lowest, highest) = (sample.Positives.Min(), sample.Positives.Max());
        var (lowestNegative, highestNegative) = (sample.Negatives.Min(), sample.Negatives.Max());
        if (lowest == highest && lowestNegative == highestNegative && lowest == lowestNegative)
            return "all predictions are alike, so there is no slope";

        return lowest >= highestNegative || highest <= lowestNegative
            ? "the predictions separate the classes, so the slope has no finite estimate"
            : null;
    }

    private static double Logit(double probability) => Math.Log(probability) - double.LogP1(-probability);
}
