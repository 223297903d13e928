namespace StudyPortal.Statistics.Planning;

/// <summary>
/// Power of the two-sided test that two arms have the same mean rating, in a study in which every reader rates every case in both arms
/// and that shall speak for other readers and other cases. The differences first minus second form a readers x cases table with mean
/// squares MSR, MSC and MSE; the test is t = mean difference / sqrt((MSR + max(MSC - MSE, 0)) / (readers * cases)) with Satterthwaite's
/// degrees of freedom (Satterthwaite 1946). It is the unified power computation of Hillis, Obuchowski &amp; Berbaum 2011 (Acad Radiol
/// 18:129) with a mean rating as the reader's measure, and with the degrees of freedom of the cases kept. O(square root of the
/// noncentrality).
/// </summary>
/// <param name="Power">Probability that the difference is found, 0..1.</param>
/// <param name="StandardError">Of the mean difference, in points of the scale.</param>
/// <param name="Df">Degrees of freedom, not whole.</param>
public sealed record ComparisonPower(double Power, double StandardError, double Df)
{
    /// <param name="variance">Components of one rating.</param>
    /// <param name="readers">Planned; at least 2.</param>
    /// <param name="cases">Planned; at least 2.</param>
    /// <param name="difference">Of the two means, in points of the scale.</param>
    /// <param name="alpha">Probability of finding a difference where there is none, 0..1.</param>
    public static ComparisonPower Of(ArmVariance variance, int readers, int cases, double difference, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 2);
        Probability.Open(alpha, nameof(alpha));
        var mse = 2 * variance.Residual;
        var msr = mse + 2 * cases * variance.ReaderByArm;
        var msc = mse + 2 * readers * variance.CaseByArm;
        var (error, df) = Satterthwaite(msr, msc, mse, readers, cases);
        if (error == 0) return new ComparisonPower(difference == 0 ? alpha : 1, 0, df);
        var critical = Distributions.FUpperQuantile(alpha, 1, df);
        return new ComparisonPower(NoncentralF.Upper(critical, 1, df, difference * difference / (error * error)), error, df);
    }

    /// <summary>The smallest number of cases that reaches the power with these readers; null where no number up to 5,000 does. By bisection.</summary>
    public static int? CasesFor(double power, ArmVariance variance, int readers, double difference, double alpha = 0.05)
    {
        const int most = 5000;
        if (Of(variance, readers, most, difference, alpha).Power < power) return null;
        var (low, high) = (1, most);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (middle >= 2 && Of(variance, readers, middle, difference, alpha).Power >= power) high = middle;
            else low = middle;
        }
        return high;
    }

    /// <summary>The standard error of the mean difference and its degrees of freedom, from expected or observed mean squares.</summary>
    private static (double StandardError, double Df) Satterthwaite(double msr, double msc, double mse, int readers, int cases)
    {
        var ofCases = Math.Max(0, msc - mse);
        var sum = msr + ofCases;
        var spread = msr * msr / (readers - 1)
            + (ofCases > 0 ? msc * msc / (cases - 1) + mse * mse / ((readers - 1.0) * (cases - 1)) : 0);
        return (Math.Sqrt(sum / ((double)readers * cases)), spread == 0 ? readers - 1 : sum * sum / spread);
    }
}
