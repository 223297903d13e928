namespace StudyPortal.Statistics.Resampling;

/// <summary>
/// The bias-corrected and accelerated interval of a bootstrap (Efron, JASA 1987;82:171; for several samples drawn apart, Davison &amp;
/// Hinkley, Bootstrap Methods 1997, ch. 5.3). The percentile levels p become Φ(b + (b + z) / (1 - a (b + z))), z = Φ⁻¹(p).
/// </summary>
/// <param name="BiasCorrection">
/// b: Φ⁻¹ of the share of replicates below the estimate, those equal to it (within rounding) counting one half, as in scipy;
/// R's boot counts only those below.
/// </param>
/// <param name="Acceleration">
/// a = Σ l³/n³ / (6 (Σ l²/n²)^1.5) over all factors, with l = (n - 1) (mean of the leave-one-out values - the value) in a factor of n units,
/// as in scipy; a factor of one unit never varies and adds nothing.
/// </param>
/// <param name="Ends">The interval, quantiles of type 7; null where it is undefined.</param>
/// <param name="Reason">Why there is no interval.</param>
public sealed record BcaInterval(Estimate BiasCorrection, Estimate Acceleration, Interval? Ends, string? Reason)
{
    /// <summary>Differences that rounding makes, relative to the largest number at hand.</summary>
    private const double Noise = 1e-12;

    /// <param name="replicates">Finite numbers; null is one whose statistic is undefined and is left out.</param>
    /// <param name="estimate">The statistic of the data themselves.</param>
    /// <param name="leaveOneOut">
    /// One list for every factor that was drawn from (cases; readers; positives, negatives): the statistic without each of its units.
    /// </param>
    /// <param name="confidence">The coverage aimed at. O(B log B) for B replicates.</param>
    public static BcaInterval Of(
        IReadOnlyCollection<double?> replicates,
        double? estimate,
        IReadOnlyList<IReadOnlyList<double?>> leaveOneOut,
        double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        ArgumentNullException.ThrowIfNull(leaveOneOut);
        Probability.Open(confidence, nameof(confidence));
        double[] sorted = [.. replicates.OfType<double>().Order()];
        if (sorted.Length > 0 && !(double.IsFinite(sorted[0]) && double.IsFinite(sorted[^1])))
            throw new ArgumentException("A replicate is not finite: expected a finite number, or null for undefined.", nameof(replicates));

        var bias = BiasOf(sorted, estimate);
        var acceleration = AccelerationOf(leaveOneOut);
        if (bias.Value is not { } b || acceleration.Value is not { } a)
            return new BcaInterval(bias, acceleration, null, bias.Reason ?? acceleration.Reason);

        var z = Distributions.NormalCritical(confidence);
        if (Level(b, a, -z) is { } low && Level(b, a, z) is { } high)
            return new BcaInterval(bias, acceleration, Between(sorted, low, high, confidence), null);

        return new BcaInterval(bias, acceleration, null, "the acceleration is too large for this confidence");
    }

    private static Interval Between(double[] sorted, double low, double high, double confidence) =>
        new(BootstrapSummary.Quantile(sorted, low), BootstrapSummary.Quantile(sorted, high), confidence);

    private static double? Level(double bias, double acceleration, double z)
    {
        var shift = 1 - (acceleration * (bias + z));
        return shift > 0 ? Distributions.NormalUpper(-(bias + ((bias + z) / shift))) : null;
    }

    private static Estimate BiasOf(double[] sorted, double? estimate)
    {
        if (estimate is not { } value) return Estimate.Undefined("the estimate is undefined");
        if (sorted.Length < 2) return Estimate.Undefined(BootstrapSummary.TooFew);

        var rounding = Noise * Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1]));
        if (sorted[^1] - sorted[0] <= rounding) return Estimate.Undefined("the bootstrap replicates do not vary");

        var below = sorted.Count(replicate => replicate < value - rounding);
        var ties = sorted.Count(replicate => Math.Abs(replicate - value) <= rounding);
        if (below + ties == 0) return Estimate.Undefined("no bootstrap replicate lies below the estimate");
        if (below == sorted.Length) return Estimate.Undefined("no bootstrap replicate lies above the estimate");

        return Estimate.Of(-Distributions.NormalUpperQuantile((below + (ties / 2.0)) / sorted.Length));
    }

    private static Estimate AccelerationOf(IReadOnlyList<IReadOnlyList<double?>> leaveOneOut)
    {
        var (cubes, squares) = (0.0, 0.0);
        foreach (var factor in leaveOneOut.Where(factor => factor.Count > 1))
        {
            double[] values = [.. factor.OfType<double>()];
            if (values.Length < factor.Count) return Estimate.Undefined("leaving out one unit leaves the estimate undefined");

            var mean = values.Average();
            var rounding = Noise * values.Max(Math.Abs);
            foreach (var pull in values.Select(value => mean - value).Where(pull => Math.Abs(pull) > rounding))
            {
                var scaled = pull * (values.Length - 1) / values.Length;
                squares += scaled * scaled;
                cubes += scaled * scaled * scaled;
            }
        }

        return Estimate.Ratio(cubes, 6 * Math.Pow(squares, 1.5), "leaving out one unit never changes the estimate");
    }
}
