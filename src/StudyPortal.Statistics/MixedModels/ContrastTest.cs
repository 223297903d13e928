namespace StudyPortal.Statistics.MixedModels;

/// <summary>Student's t test of one combination of fixed effects, two-sided.</summary>
/// <param name="Df">Degrees of freedom, possibly fractional or infinite.</param>
public sealed record ContrastTest(Estimate StandardError, Estimate T, Estimate Df, Estimate PValue)
{
    internal const string NoInformation = "the ratings are too few for the information on the variances";

    internal static ContrastTest Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new ContrastTest(undefined, undefined, undefined, undefined);
    }

    internal static ContrastTest Of(double value, double variance, double df)
    {
        if (!(variance > 0) || !(df > 0)) return Undefined(NoInformation);

        var t = value / Math.Sqrt(variance);
        return new ContrastTest(
            Estimate.Of(Math.Sqrt(variance)), Estimate.Of(t), Estimate.Of(df), Estimate.Of(Distributions.StudentTwoSided(t, df)));
    }
}
