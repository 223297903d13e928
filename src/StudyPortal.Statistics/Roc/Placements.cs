namespace StudyPortal.Statistics.Roc;

/// <summary>
/// DeLong's structural components as whole numbers: for every positive twice the negatives it beats, for every negative twice the
/// positives that beat it, a tie counting one. Whole numbers make equal components exactly equal. O(n log n).
/// </summary>
internal sealed class Placements
{
    private Placements(double[] ofPositives, double[] ofNegatives)
    {
        OfPositives = ofPositives;
        OfNegatives = ofNegatives;
    }

    public double[] OfPositives { get; }

    public double[] OfNegatives { get; }

    /// <summary>Twice the number of (positive, negative) pairs.</summary>
    public double Scale => 2.0 * OfPositives.Length * OfNegatives.Length;

    public double Area => OfPositives.Sum() / Scale;

    public static Placements Of(RocSample sample)
    {
        double[] positives = [.. sample.Positives.Order()];
        double[] negatives = [.. sample.Negatives.Order()];
        return new Placements(
            [.. sample.Positives.Select(score => (double)TwiceBelow(negatives, score))],
            [.. sample.Negatives.Select(score => (2.0 * positives.Length) - TwiceBelow(positives, score))]);
    }

    /// <summary>DeLong's covariance of two areas measured on the same cases; of an area with itself, its variance.</summary>
    public static double Covariance(Placements first, Placements second)
    {
        var overPositives = SampleCovariance(first.OfPositives, second.OfPositives) / first.OfPositives.Length;
        var overNegatives = SampleCovariance(first.OfNegatives, second.OfNegatives) / first.OfNegatives.Length;
        return (overPositives / Square(2.0 * first.OfNegatives.Length)) + (overNegatives / Square(2.0 * first.OfPositives.Length));
    }

    /// <summary>Component by component; its covariance with itself is the variance of the difference of the areas.</summary>
    public Placements Minus(Placements other) => new(
        [.. OfPositives.Zip(other.OfPositives, (mine, theirs) => mine - theirs)],
        [.. OfNegatives.Zip(other.OfNegatives, (mine, theirs) => mine - theirs)]);

    private static double SampleCovariance(double[] first, double[] second)
    {
        var (firstMean, secondMean) = (first.Average(), second.Average());
        return first.Zip(second, (x, y) => (x - firstMean) * (y - secondMean)).Sum() / (first.Length - 1);
    }

    /// <summary>Twice the entries below <paramref name="score"/> plus once those equal to it.</summary>
    private static int TwiceBelow(double[] sorted, double score) =>
        CountWhile(sorted, value => value < score) + CountWhile(sorted, value => value <= score);

    private static int CountWhile(double[] sorted, Predicate<double> holds)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(sorted[middle])) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static double Square(double x) => x * x;
}
