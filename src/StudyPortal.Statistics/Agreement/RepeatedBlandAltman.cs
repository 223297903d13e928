namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Limits of agreement of two methods, first minus second, where subjects are measured repeatedly (Bland &amp; Altman, Stat Methods Med Res
/// 1999;8:135, section 5; J Biopharm Stat 2007;17:571): mean difference +- 1.959964 standard deviations of the difference between one
/// measurement by each. <paramref name="Terms"/> add up to that variance. The interval of the mean difference is t over subjects; those
/// of the limits are Zou's (Stat Methods Med Res 2013;22:630), which recover the variances from chi-square intervals of the mean squares
/// (MOVER), with a normal interval of the mean. Ties need no rule. O(measurements).
/// </summary>
public sealed record RepeatedBlandAltman(
    TrueValue TrueValue,
    int Subjects,
    int DroppedSubjects,
    int FirstMeasurements,
    int SecondMeasurements,
    Estimate MeanDifference,
    Estimate StandardDeviation,
    Estimate LowerLimit,
    Estimate UpperLimit,
    IReadOnlyList<MeanSquareTerm> Terms)
{
    /// <summary>
    /// With a constant true value a missing measurement is dropped, with a varying one its pair; a subject without both methods is dropped.
    /// </summary>
    public static RepeatedBlandAltman Of(IReadOnlyList<RepeatedMeasurements> subjects, TrueValue trueValue, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var measured = subjects.Select((subject, index) => Present(subject, index, trueValue))
            .Where(subject => subject is { First.Length: > 0, Second.Length: > 0 }).ToList();
        var undefined = Estimate.Undefined(measured.Count == 0 ? "no subject was measured by both methods" : "needs at least two subjects");
        var empty = new RepeatedBlandAltman(
            trueValue, measured.Count, subjects.Count - measured.Count,
            measured.Sum(subject => subject.First.Length), measured.Sum(subject => subject.Second.Length),
            undefined, undefined, undefined, undefined, []);
        if (measured.Count < 2) return empty;

        var differences = trueValue == TrueValue.Constant
            ? RepeatedDifferences.OfConstantValue(measured)
            : RepeatedDifferences.OfVaryingValue(measured);
        return empty.With(differences, confidence);
    }

    private RepeatedBlandAltman With(RepeatedDifferences differences, double confidence)
    {
        var (mean, variance) = (differences.Mean, differences.Terms.Sum(term => term.Variance));
        if (variance == 0) return Collapsed(differences);

        var deviation = Math.Sqrt(variance);
        var half = Distributions.StudentCritical(confidence, Subjects - 1) * Math.Sqrt(differences.MeanVariance);
        var reach = Distributions.NormalCritical(BlandAltman.Coverage) * deviation;
        var (inner, outer) = Margins(differences, confidence);
        return this with
        {
            MeanDifference = half == 0
                ? Estimate.WithoutInterval(mean, "the subjects' mean differences do not vary")
                : Estimate.Of(mean, new Interval(mean - half, mean + half, confidence)),
            StandardDeviation = Estimate.Of(deviation),
            LowerLimit = Estimate.Of(mean - reach, new Interval(mean - reach - outer, mean - reach + inner, confidence)),
            UpperLimit = Estimate.Of(mean + reach, new Interval(mean + reach - inner, mean + reach + outer, confidence)),
            Terms = differences.Terms,
        };
    }

    /// <summary>All differences equal: the limits fall on them.</summary>
    private RepeatedBlandAltman Collapsed(RepeatedDifferences differences)
    {
        var alone = Estimate.WithoutInterval(differences.Mean, "the differences do not vary");
        return this with
        {
            MeanDifference = alone, StandardDeviation = Estimate.Of(0), LowerLimit = alone, UpperLimit = alone, Terms = differences.Terms,
        };
    }

    /// <summary>How far the interval of a limit reaches towards the mean difference, and away from it.</summary>
    private static (double Inner, double Outer) Margins(RepeatedDifferences differences, double confidence)
    {
        var tail = (1 - confidence) / 2;
        var variance = differences.Terms.Sum(term => term.Variance);
        double Distance(double upperTail) => Math.Sqrt(differences.Terms.Sum(term =>
            Math.Pow(term.Variance * (1 - (term.Df / Distributions.ChiSquareUpperQuantile(upperTail, term.Df))), 2)));
        var low = Math.Sqrt(Math.Max(0, variance - Distance(tail)));
        var high = Math.Sqrt(variance + Distance(1 - tail));
        var ofMean = Math.Pow(Distributions.NormalCritical(confidence), 2) * differences.MeanVariance;
        double Margin(double root) =>
            Math.Sqrt(ofMean + Math.Pow(Distributions.NormalCritical(BlandAltman.Coverage) * (root - Math.Sqrt(variance)), 2));
        return (Margin(low), Margin(high));
    }

    private static (double[] First, double[] Second) Present(RepeatedMeasurements subject, int index, TrueValue trueValue)
    {
        if (trueValue == TrueValue.Constant) return ([.. subject.First.OfType<double>()], [.. subject.Second.OfType<double>()]);

        if (subject.First.Count != subject.Second.Count)
        {
            throw new ArgumentException(
                $"Subject {index} has {subject.First.Count} measurements by the first method and {subject.Second.Count} by the second: "
                + "expected pairs.",
                nameof(subject));
        }

        var pairs = subject.First.Zip(subject.Second).Where(pair => pair is { First: not null, Second: not null }).ToList();
        return (
            [.. pairs.Select(pair => pair.First.GetValueOrDefault())],
            [.. pairs.Select(pair => pair.Second.GetValueOrDefault())]);
    }
}
