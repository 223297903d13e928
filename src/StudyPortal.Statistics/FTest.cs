namespace StudyPortal.Statistics;

/// <summary>
/// A variance ratio with its degrees of freedom, possibly fractional and 0 where none are left, and its upper-tail p-value.
/// </summary>
public sealed record FTest(Estimate F, double Df1, double Df2, Estimate PValue)
{
    internal static FTest Of(Estimate f, double df1, double df2)
    {
        if (df1 > 0 && df2 > 0 && f.IsDefined)
            return new FTest(f, df1, df2, f.Select(value => Distributions.FUpper(value, df1, df2)));

        var undefined = Estimate.Undefined(f.Reason ?? "no degrees of freedom are left");
        return new FTest(undefined, AtLeastZero(df1), AtLeastZero(df2), undefined);
    }

    private static double AtLeastZero(double df) => double.IsFinite(df) ? Math.Max(0, df) : 0;
}
