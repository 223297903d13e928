namespace StudyPortal.Statistics.Comparison;

/// <summary>
/// Pairs of values of units, sorted once, so that Spearman's correlation of units drawn anew costs no sorting: a replicate counts how often
/// each value occurs and reads the mean ranks off the counts. O(n) for n pairs.
/// </summary>
internal sealed class RankedPairs
{
    private readonly int[] unit;
    private readonly int[] first;
    private readonly int[] second;
    private readonly int firstLevels;
    private readonly int secondLevels;

    private RankedPairs(double[] first, double[] second, int[] unitNumbers)
    {
        (unit, Units) = Levels(unitNumbers);
        (this.first, firstLevels) = Levels(first);
        (this.second, secondLevels) = Levels(second);
    }

    /// <summary>Pairs with both values.</summary>
    public int Count => first.Length;

    public int Units { get; }

    /// <summary>Why there is no correlation.</summary>
    public string Objection => Count < 2 ? "needs at least two pairs" : "one side never varies";

    public static RankedPairs Of(IReadOnlyList<double?> first, IReadOnlyList<double?> second, IReadOnlyList<int> units)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(units);
        if (second.Count != first.Count || units.Count != first.Count)
            throw new ArgumentException($"{first.Count} and {second.Count} values of {units.Count} units: expected as many of each.", nameof(second));

        int[] complete = [.. Enumerable.Range(0, first.Count).Where(index => first[index].HasValue && second[index].HasValue)];
        var bad = Array.FindIndex(complete, index => double.IsNaN(first[index]!.Value) || double.IsNaN(second[index]!.Value));
        if (bad >= 0)
            throw new ArgumentException($"Pair {complete[bad]} holds NaN: expected numbers, or null for missing.", nameof(first));

        return new RankedPairs(
            Array.ConvertAll(complete, index => first[index]!.Value),
            Array.ConvertAll(complete, index => second[index]!.Value),
            Array.ConvertAll(complete, index => units[index]));
    }

    /// <summary>Of all pairs; null where it is undefined.</summary>
    public double? Rho() => Weighted(Enumerable.Repeat(1, Units).ToArray());

    /// <summary>Of the pairs of the drawn units, drawn twice counting twice.</summary>
    public double? Rho(int[] drawn)
    {
        var times = new int[Units];
        foreach (var one in drawn) times[one]++;
        return Weighted(times);
    }

    public double? RhoWithout(int left)
    {
        var times = Enumerable.Repeat(1, Units).ToArray();
        times[left] = 0;
        return Weighted(times);
    }

    private double? Weighted(int[] times)
    {
        var (ofFirst, ofSecond) = (new int[firstLevels], new int[secondLevels]);
        var all = 0;
        for (var pair = 0; pair < unit.Length; pair++)
        {
            var count = times[unit[pair]];
            ofFirst[first[pair]] += count;
            ofSecond[second[pair]] += count;
            all += count;
        }

        if (all < 2) return null;

        // Twice the mean ranks less their mean, which are whole numbers.
        var (x, y) = (TwiceCentred(ofFirst, all), TwiceCentred(ofSecond, all));
        var (products, squaresOfFirst, squaresOfSecond) = (0.0, Squares(x, ofFirst), Squares(y, ofSecond));
        for (var pair = 0; pair < unit.Length; pair++)
            products += (double)times[unit[pair]] * x[first[pair]] * y[second[pair]];

        return squaresOfFirst == 0 || squaresOfSecond == 0
            ? null
            : Math.Clamp(products / Math.Sqrt(squaresOfFirst * squaresOfSecond), -1, 1);
    }

    private static long[] TwiceCentred(int[] counts, int all)
    {
        var ranks = new long[counts.Length];
        var below = 0;
        for (var level = 0; level < counts.Length; level++)
        {
            ranks[level] = (2L * below) + counts[level] - all;
            below += counts[level];
        }

        return ranks;
    }

    private static double Squares(long[] ranks, int[] counts)
    {
        var sum = 0.0;
        for (var level = 0; level < ranks.Length; level++) sum += (double)counts[level] * ranks[level] * ranks[level];
        return sum;
    }

    private static (int[] Index, int Count) Levels<T>(T[] values)
    {
        T[] distinct = [.. values.Distinct().Order()];
        return (Array.ConvertAll(values, value => Array.BinarySearch(distinct, value)), distinct.Length);
    }
}
