namespace StudyPortal.Statistics.Mrmc;

/// <summary>What all tests of the same arms share.</summary>
/// <param name="Means">Of the arms.</param>
/// <param name="MeanSquare">Of the arms, in the units of the denominators.</param>
/// <param name="PairFactor">What a denominator is multiplied by to give the variance of the difference of two arms.</param>
/// <param name="Confidence">Of all intervals.</param>
internal sealed record ArmComparison(double[] Means, double MeanSquare, Func<int, int, double> PairFactor, double Confidence)
{
    private const string NoError = "the error of the differences is estimated as 0";
    private const string NegativeError = "the estimated error of the differences is negative";

    /// <summary>The F test; its denominator has the degrees of freedom df2.</summary>
    public MrmcTest F(Estimate denominator, double df2, IReadOnlyList<ArmMean> arms)
    {
        var error = Positive(denominator);
        var df1 = Means.Length - 1;
        var statistic = error.Select(value => MeanSquare / value);
        return new MrmcTest(
            statistic,
            df1,
            error.IsDefined ? df2 : null,
            statistic.Select(value => Distributions.FUpper(value, df1, df2)),
            denominator,
            Pairs(error, df2),
            arms);
    }

    /// <summary>The chi-square test, for a denominator without sampling error of its own.</summary>
    public MrmcTest ChiSquare(Estimate denominator, IReadOnlyList<ArmMean> arms)
    {
        var error = Positive(denominator);
        var df1 = Means.Length - 1;
        var statistic = error.Select(value => df1 * MeanSquare / value);
        return new MrmcTest(
            statistic, df1, null, statistic.Select(value => Distributions.ChiSquareUpper(value, df1)), denominator, Pairs(error, null), arms);
    }

    /// <summary>The pairs alone, normal.</summary>
    public ArmPair[] Pairs(Estimate error) => Pairs(Positive(error), null);

    private static Estimate Positive(Estimate denominator) => denominator.Value switch
    {
        0 => Estimate.Undefined(NoError),
        < 0 => Estimate.Undefined(NegativeError),
        _ => denominator,
    };

    private ArmPair[] Pairs(Estimate error, double? df) =>
    [
        .. from first in Enumerable.Range(0, Means.Length)
           from second in Enumerable.Range(first + 1, Means.Length - first - 1)
           select ArmPair.Of(
               first,
               second,
               Means[first] - Means[second],
               error.Select(value => Math.Sqrt(value * PairFactor(first, second))),
               df,
               Confidence),
    ];
}
