namespace StudyPortal.Statistics.Roc;

/// <summary>
/// The empirical ROC area with DeLong's variance. <paramref name="Area"/> carries the Wald interval clipped to [0, 1];
/// <paramref name="Logit"/> is the interval computed on the logit scale, which never needs clipping.
/// </summary>
public sealed record AreaUnderCurve(int Positives, int Negatives, Estimate Area, Estimate Variance, Interval? Logit)
{
    public Estimate StandardError => Variance.Select(Math.Sqrt);
}
