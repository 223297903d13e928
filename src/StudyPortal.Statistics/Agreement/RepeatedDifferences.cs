namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Mean and variance of the difference between one measurement by the first and one by the second method, from repeated measurements
/// (Bland &amp; Altman, Stat Methods Med Res 1999;8:135, section 5; J Biopharm Stat 2007;17:571). O(measurements).
/// </summary>
/// <param name="Mean">Mean difference.</param>
/// <param name="MeanVariance">Estimated variance of the mean difference.</param>
/// <param name="Terms">The mean squares that make up the variance of a difference.</param>
internal sealed record RepeatedDifferences(double Mean, double MeanVariance, IReadOnlyList<MeanSquareTerm> Terms)
{
    /// <summary>
    /// The true value stays. The variance of the subjects' mean differences holds each method's error averaged over its m repeats only,
    /// so (1 - mean of 1/m) of its within-subject variance is added. Mean over subjects.
    /// </summary>
    public static RepeatedDifferences OfConstantValue(IReadOnlyList<(double[] First, double[] Second)> subjects)
    {
        double n = subjects.Count;
        var differences = subjects.Select(subject => subject.First.Average() - subject.Second.Average()).ToArray();
        var mean = differences.Average();
        var noise = Noise(subjects);
        var between = SumOfSquares(differences, mean, noise) / (n - 1);
        return new RepeatedDifferences(mean, between / n,
        [
            new MeanSquareTerm("subjects' mean differences", 1, between, subjects.Count - 1),
            .. Repeats("repeats of the first method", [.. subjects.Select(subject => subject.First)], noise),
            .. Repeats("repeats of the second method", [.. subjects.Select(subject => subject.Second)], noise),
        ]);
    }

    /// <summary>
    /// The true value changes, and pairs belong together. One-way analysis of variance of the pairs' differences by subject: the
    /// between-subject component, 0 where it is estimated below, plus the mean square within. Mean over pairs.
    /// </summary>
    public static RepeatedDifferences OfVaryingValue(IReadOnlyList<(double[] First, double[] Second)> subjects)
    {
        var differences = subjects.Select(subject => subject.First.Zip(subject.Second, (first, second) => first - second).ToArray()).ToArray();
        double n = subjects.Count, pairs = differences.Sum(subject => subject.Length);
        var squaredSizes = differences.Sum(subject => (double)subject.Length * subject.Length);
        var mean = differences.Sum(subject => subject.Sum()) / pairs;
        var noise = Noise(subjects);
        double[] subjectMeans = [.. differences.SelectMany(subject => Enumerable.Repeat(subject.Average(), subject.Length))];
        var betweenSquare = SumOfSquares(subjectMeans, mean, noise) / (n - 1);
        var (withinSquare, withinDf) = Within(differences, noise);
        var perSubject = ((pairs * pairs) - squaredSizes) / ((n - 1) * pairs);
        var component = Math.Max(0, (betweenSquare - withinSquare) / perSubject);
        var meanVariance = (component * squaredSizes / (pairs * pairs)) + (withinSquare / pairs);
        var within = new MeanSquareTerm("pairs of a subject", component > 0 ? 1 - (1 / perSubject) : 1, withinSquare, withinDf);
        MeanSquareTerm[] between = component > 0 ? [new MeanSquareTerm("subjects", 1 / perSubject, betweenSquare, subjects.Count - 1)] : [];
        return new RepeatedDifferences(mean, meanVariance, withinDf > 0 ? [.. between, within] : between);
    }

    private static IEnumerable<MeanSquareTerm> Repeats(string source, double[][] subjects, double noise)
    {
        var (meanSquare, df) = Within(subjects, noise);
        return df > 0 ? [new MeanSquareTerm(source, 1 - subjects.Average(subject => 1.0 / subject.Length), meanSquare, df)] : [];
    }

    private static (double MeanSquare, int Df) Within(double[][] subjects, double noise)
    {
        var df = subjects.Sum(subject => subject.Length - 1);
        return df == 0 ? (0, 0) : (subjects.Sum(subject => SumOfSquares(subject, subject.Average(), noise)) / df, df);
    }

    private static double SumOfSquares(double[] values, double mean, double noise) =>
        values.All(value => Math.Abs(value - mean) <= noise) ? 0 : values.Sum(value => (value - mean) * (value - mean));

    /// <summary>Spread of differences and means that rounding alone can make.</summary>
    private static double Noise(IEnumerable<(double[] First, double[] Second)> subjects) =>
        subjects.Max(subject => subject.First.Concat(subject.Second).Max(Math.Abs)) * 1e-14;
}
