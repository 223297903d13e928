namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Values and intervals of the intraclass correlations from the mean squares; terms are named as McGraw and Wong name them.
/// </summary>
internal sealed class IntraclassEstimates(TwoWayAnova anova, double confidence)
{
    private const string NoCaseVariance = "the cases do not vary";
    private const string NoVarianceOfMeans = "the estimated variance of the readers' mean is not positive";
    private const string NoStepUp = "the interval cannot be stepped up to the mean of the readers: its lower end lies too far below 0";

    private readonly double n = anova.Cases;
    private readonly double k = anova.Readers;
    private readonly double upper = (1 - confidence) / 2;

    /// <summary>ICC(1,1) without its interval.</summary>
    public Estimate OneWaySingleValue => FBasedValue(anova.WithinCases);

    /// <summary>ICC(2,1) without its interval.</summary>
    public Estimate AgreementSingleValue
    {
        get
        {
            var (msr, msc, mse) = (anova.BetweenCases, anova.BetweenReaders, anova.Residual);
            return Estimate.Ratio(msr - mse, msr + ((k - 1) * mse) + (k * (msc - mse) / n), NoCaseVariance);
        }
    }

    public Estimate OneWaySingle => FBased(anova.WithinCases, anova.WithinDf);

    public Estimate ConsistencySingle => FBased(anova.Residual, anova.ResidualDf);

    public Estimate AgreementSingle => AgreementSingleValue is { Value: { } rho } ? WithAgreementInterval(rho) : AgreementSingleValue;

    public Estimate OneWayAverage => Average(anova.BetweenCases - anova.WithinCases, anova.BetweenCases, OneWaySingle);

    public Estimate ConsistencyAverage => Average(anova.BetweenCases - anova.Residual, anova.BetweenCases, ConsistencySingle);

    public Estimate AgreementAverage => Average(
        anova.BetweenCases - anova.Residual,
        anova.BetweenCases + ((anova.BetweenReaders - anova.Residual) / n),
        AgreementSingle);

    private Estimate FBased(double error, double errorDf)
    {
        var value = FBasedValue(error);
        if (value.Value is not { } rho) return value;

        var atLow = error * Distributions.FUpperQuantile(upper, anova.CasesDf, errorDf);
        var atHigh = error / Distributions.FUpperQuantile(upper, errorDf, anova.CasesDf);
        return Estimate.Of(rho, new Interval(Correlation(atLow), Correlation(atHigh), confidence));
    }

    private Estimate FBasedValue(double error) =>
        Estimate.Ratio(anova.BetweenCases - error, anova.BetweenCases + ((k - 1) * error), NoCaseVariance);

    private double Correlation(double error) => (anova.BetweenCases - error) / (anova.BetweenCases + ((k - 1) * error));

    /// <summary>Satterthwaite's degrees of freedom, multiplied through by MSE so that they exist without residual variance.</summary>
    private Estimate WithAgreementInterval(double rho)
    {
        var (msr, msc, mse) = (anova.BetweenCases, anova.BetweenReaders, anova.Residual);
        var a = k * rho * msc;
        var b = ((n * (1 + ((k - 1) * rho))) - (k * rho)) * mse;
        if (Math.Abs(a + b) <= 1e-12 * (Math.Abs(a) + Math.Abs(b)))
        {
            return rho == 1
                ? Estimate.Of(rho, new Interval(1, 1, confidence))
                : Estimate.WithoutInterval(rho, "no degrees of freedom are left to the interval");
        }

        var df = (k - 1) * (n - 1) * (a + b) * (a + b) / (((n - 1) * a * a) + (b * b));
        var f = Distributions.FUpperQuantile(upper, n - 1, df);
        var g = Distributions.FUpperQuantile(upper, df, n - 1);
        var spread = (k * msc) + (((k * n) - k - n) * mse);
        var low = n * (msr - (f * mse)) / ((f * spread) + (n * msr));
        var high = n * ((g * msr) - mse) / (spread + (n * g * msr));
        return Estimate.Of(rho, new Interval(low, high, confidence));
    }

    private Estimate Average(double numerator, double denominator, Estimate single)
    {
        if (denominator <= 0) return Estimate.Undefined(NoVarianceOfMeans);
        if (single.Interval is not { } interval)
            return Estimate.WithoutInterval(numerator / denominator, single.Reason ?? NoCaseVariance);

        return 1 + ((k - 1) * interval.Low) > 0
            ? Estimate.Of(numerator / denominator, new Interval(StepUp(interval.Low), StepUp(interval.High), confidence))
            : Estimate.WithoutInterval(numerator / denominator, NoStepUp);
    }

    /// <summary>Spearman-Brown: the reliability of the mean of k readers from that of one.</summary>
    private double StepUp(double single) => k * single / (1 + ((k - 1) * single));
}
