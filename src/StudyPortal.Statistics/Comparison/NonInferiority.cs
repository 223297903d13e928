namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// The one-sided test that the first arm is not worse than the second by the margin or more: difference = first - second, larger is
/// better, null hypothesis difference &lt;= -margin (Blackwelder, Control Clin Trials 1982;3:345). It is found not inferior where
/// p &lt; alpha, which is where the lower bound of the two-sided 1 - 2 alpha interval lies above -margin. O(1).
/// </summary>
/// <param name="Difference">First minus second; its interval is the two-sided one of coverage 1 - 2 alpha.</param>
/// <param name="Margin">Above 0, in units of the difference.</param>
/// <param name="Alpha">One-sided.</param>
/// <param name="Df">Of Student's t; null for the normal distribution.</param>
/// <param name="Statistic">(difference + margin) / standard error.</param>
/// <param name="PValue">Its upper tail.</param>
/// <param name="LowerBound">Of the difference, at one-sided confidence 1 - alpha.</param>
public sealed record NonInferiority(
    Estimate Difference, double Margin, double Alpha, double? Df, Estimate Statistic, Estimate PValue, Estimate LowerBound)
{
    /// <summary>Null where the test is undefined.</summary>
    public bool? IsShown => LowerBound.Value is { } bound ? bound > -Margin : null;

    /// <param name="difference">First minus second; its own interval is not used.</param>
    /// <param name="standardError">Of the difference; at 0 nothing can be tested.</param>
    /// <param name="df">Degrees of freedom of Student's t, possibly fractional; null for the normal distribution.</param>
    /// <param name="margin">The loss that would matter, above 0.</param>
    /// <param name="alpha">One-sided, below 0.5; 0.025 goes with a two-sided 95 % interval.</param>
    public static NonInferiority Of(Estimate difference, double standardError, double? df, double margin, double alpha = 0.025)
    {
        Require(margin > 0 && double.IsFinite(margin), nameof(margin), margin, "a margin above 0");
        Require(standardError >= 0 && double.IsFinite(standardError), nameof(standardError), standardError, "a standard error of 0 or more");
        Require(df is null or > 0, nameof(df), df, "degrees of freedom above 0, or null for the normal distribution");
        Require(alpha is > 0 and < 0.5, nameof(alpha), alpha, "a one-sided alpha between 0 and 0.5");
        if (difference.Value is not { } value || standardError == 0)
            return Undefined(difference, df, margin, alpha, difference.IsDefined ? "the standard error is 0" : difference.Reason!);

        var statistic = (value + margin) / standardError;
        var p = df is { } degrees ? Distributions.StudentUpper(statistic, degrees) : Distributions.NormalUpper(statistic);
        var critical = df is { } of ? Distributions.StudentUpperQuantile(alpha, of) : Distributions.NormalUpperQuantile(alpha);
        var interval = new Interval(value - (critical * standardError), value + (critical * standardError), 1 - (2 * alpha));
        return new NonInferiority(
            Estimate.Of(value, interval), margin, alpha, df, Estimate.Of(statistic), Estimate.Of(p), Estimate.Of(interval.Low));
    }

    private static NonInferiority Undefined(Estimate difference, double? df, double margin, double alpha, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        var alone = difference.Value is { } value ? Estimate.WithoutInterval(value, reason) : undefined;
        return new NonInferiority(alone, margin, alpha, df, undefined, undefined, undefined);
    }

    private static void Require(bool holds, string name, double? value, string expected)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, value, $"Expected {expected}.");
    }
}
