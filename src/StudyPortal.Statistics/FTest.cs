namespace StudyPortal.Statistics;

/// <summary>A variance ratio with its degrees of freedom, possibly fractional, and upper-tail p-value.</summary>
public sealed record FTest(Estimate F, double Df1, double Df2, Estimate PValue)
{
    internal static FTest Of(Estimate f, double df1, double df2)
    {
        var defined = df1 > 0 && df2 > 0 ? f : Estimate.Undefined("no degrees of freedom are left");
        return new FTest(defined, df1, df2, defined.Select(value => Distributions.FUpper(value, df1, df2)));
    }
}
