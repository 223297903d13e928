namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// The error of an area, or of a difference of two, with the degrees of freedom of its leading components of variance: variance squared
/// over the sum of component^2 / df^3, but not fewer than the fewest of the three (Gaylor &amp; Hopper, Technometrics 1969;11:691).
/// </summary>
/// <param name="Variance">Unbiased; possibly negative.</param>
/// <param name="Error">Its root, or why there is none.</param>
/// <param name="Df">Possibly infinite; null without an error.</param>
internal sealed record OneShotError(double Variance, Estimate Error, double? Df)
{
    /// <summary>What iMRMC uses: whole, and null, for the normal distribution, above 50.</summary>
    public double? ImrmcDf => Df > 50 ? null : Df is { } df ? Math.Floor(df) : null;

    /// <param name="variance">Of the area or the difference.</param>
    /// <param name="components">Biased, of the area or the difference.</param>
    /// <param name="df">Of each of the three leading components.</param>
    public static OneShotError Of(
        double variance, CaseReaderComponents components, (double Negatives, double Positives, double Readers) df)
    {
        var fewest = Math.Min(df.Negatives, Math.Min(df.Positives, df.Readers));
        var reason = variance < 0 ? "the variance estimate is negative"
            : variance == 0 ? "the variance estimate is 0"
            : fewest <= 0 ? "no degrees of freedom are left: one reader, positive or negative outweighs all others"
            : null;
        if (reason is not null) return new OneShotError(variance, Estimate.Undefined(reason), null);

        var spread = Term(components.Negative, df.Negatives) + Term(components.Positive, df.Positives) + Term(components.Reader, df.Readers);
        return new OneShotError(variance, Estimate.Of(Math.Sqrt(variance)), Math.Max(variance * variance / spread, fewest));
    }

    private static double Term(double component, double df) => component * component / (df * df * df);
}
