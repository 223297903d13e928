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

    public static Placements Of(RocSample sample) => Of(SortedScores.Of(sample.Positives), SortedScores.Of(sample.Negatives));

    public static Placements Of(SortedScores positives, SortedScores negatives)
    {
        var beatenByPositives = Twice(positives.Among(negatives));
        var beatenByNegatives = Twice(negatives.Among(positives));
        var all = 2.0 * beatenByPositives.Length;
        for (var index = 0; index < beatenByNegatives.Length; index++) beatenByNegatives[index] = all - beatenByNegatives[index];
        return new Placements(beatenByPositives, beatenByNegatives);
    }

    /// <summary>DeLong's covariance of two areas measured on the same cases; of an area with itself, its variance. O(n).</summary>
    public static double Covariance(Placements first, Placements second)
    {
        var overPositives = SampleCovariance(first.OfPositives, second.OfPositives) / first.OfPositives.Length;
        var overNegatives = SampleCovariance(first.OfNegatives, second.OfNegatives) / first.OfNegatives.Length;
        return (overPositives / Square(2.0 * first.OfNegatives.Length)) + (overNegatives / Square(2.0 * first.OfPositives.Length));
    }

    /// <summary>Component by component; its covariance with itself is the variance of the difference of the areas.</summary>
    public Placements Minus(Placements other) =>
        new(Differences(OfPositives, other.OfPositives), Differences(OfNegatives, other.OfNegatives));

    /// <summary>The areas without each of the positives, then without each of the negatives; null where nothing would be left. O(n).</summary>
    public double?[][] AreasWithoutEach()
    {
        var twiceWins = OfPositives.Sum();
        return [Without(OfPositives, Scale - (2.0 * OfNegatives.Length)), Without(OfNegatives, Scale - (2.0 * OfPositives.Length))];

        double?[] Without(double[] components, double scale) =>
            Array.ConvertAll(components, component => scale == 0 ? (double?)null : (twiceWins - component) / scale);
    }

    private static double[] Twice((int[] Below, int[] UpTo) counts)
    {
        var twice = new double[counts.Below.Length];
        for (var index = 0; index < twice.Length; index++) twice[index] = counts.Below[index] + counts.UpTo[index];
        return twice;
    }

    private static double[] Differences(double[] mine, double[] theirs)
    {
        var differences = new double[mine.Length];
        for (var index = 0; index < differences.Length; index++) differences[index] = mine[index] - theirs[index];
        return differences;
    }

    private static double SampleCovariance(double[] first, double[] second)
    {
        var (firstMean, secondMean) = (first.Average(), second.Average());
        var sum = 0.0;
        for (var index = 0; index < first.Length; index++) sum += (first[index] - firstMean) * (second[index] - secondMean);
        return sum / (first.Length - 1);
    }

    private static double Square(double x) => x * x;
}
