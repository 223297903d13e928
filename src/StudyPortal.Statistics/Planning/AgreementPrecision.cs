namespace StudyPortal.Statistics.Planning;

/// <summary>How many cases a coefficient of agreement needs for an interval of a given width. O(1).</summary>
public static class AgreementPrecision
{
    /// <summary>
    /// An intraclass correlation of so many readers: 8 z^2 (1 - r)^2 (1 + (k - 1) r)^2 / (k (k - 1) w^2) + 1 cases, and 5 r more for two
    /// readers (Bonett, Stat Med 2002;21:1331).
    /// </summary>
    public static SampleSize IntraclassCases(double correlation, int readers, double width, double confidence = 0.95)
    {
        var problem = Problem(width, confidence)
            ?? (correlation is > -1 and < 1 ? null : "the correlation must lie between -1 and 1")
            ?? (readers < 2 ? "at least 2 readers are needed" : null);
        if (problem is not null) return SampleSize.Undefined(problem);

        var z = Distributions.NormalCritical(confidence);
        var spread = (1 - correlation) * (1 + ((readers - 1) * correlation));
        var cases = (8 * z * z * spread * spread / ((double)readers * (readers - 1) * width * width)) + 1;
        return new SampleSize(Estimate.Of(readers == 2 ? cases + (5 * correlation) : cases));
    }

    /// <summary>
    /// Kappa of two readers on a binary question, (2 z / w)^2 times the variance of one case (<see cref="KappaVariance"/>).
    /// </summary>
    public static SampleSize KappaCases(double kappa, double firstPrevalence, double secondPrevalence, double width, double confidence = 0.95)
    {
        if (Problem(width, confidence) is { } problem) return SampleSize.Undefined(problem);

        var z = Distributions.NormalCritical(confidence);
        return new SampleSize(KappaVariance(kappa, firstPrevalence, secondPrevalence).Select(variance => 4 * z * z * variance / (width * width)));
    }

    /// <summary>
    /// The nonnull variance of kappa times the number of cases (Fleiss, Cohen &amp; Everitt, Psychol Bull 1969;72:323), in the 2 x 2 table
    /// that has this kappa and these prevalences; undefined where no table has them.
    /// </summary>
    public static Estimate KappaVariance(double kappa, double firstPrevalence, double secondPrevalence)
    {
        var (p, q) = (firstPrevalence, secondPrevalence);
        if (p is not (> 0 and < 1) || q is not (> 0 and < 1)) return Estimate.Undefined("a prevalence must lie between 0 and 1");

        var chance = (p * q) + ((1 - p) * (1 - q));
        var observed = (kappa * (1 - chance)) + chance;
        var both = (observed - 1 + p + q) / 2;
        double[] cells = [both, p - both, q - both, observed - both];
        if (!Array.TrueForAll(cells, cell => cell >= -1e-12)) return Estimate.Undefined("no table has this kappa with these prevalences");

        var disagreement = 1 - kappa;
        double Agreed(double cell, double margins) => cell * Math.Pow(1 - (margins * disagreement), 2);
        double Disagreed(double cell, double margins) => cell * Math.Pow(margins * disagreement, 2);
        var sum = Agreed(cells[0], p + q) + Agreed(cells[3], 2 - p - q)
            + Disagreed(cells[1], q + (1 - p)) + Disagreed(cells[2], p + (1 - q))
            - Math.Pow(kappa - (chance * disagreement), 2);
        return Estimate.Of(Math.Max(0, sum) / Math.Pow(1 - chance, 2));
    }

    private static string? Problem(double width, double confidence)
    {
        if (!(width > 0 && double.IsFinite(width))) return "the width must be above 0";

        return confidence is > 0 and < 1 ? null : "the confidence must lie between 0 and 1";
    }
}
