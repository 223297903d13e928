namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// A sum over pairs of comparisons, one of each of two cells, in which they share the positive and the negative, the positive, the
/// negative, or whatever: of products of wins, a tie being one half, or of the comparisons themselves.
/// </summary>
internal readonly record struct PairSums(double SameCases, double SamePositive, double SameNegative, double All)
{
    /// <summary>The products of wins; O(positives x negatives).</summary>
    public static PairSums Wins(ScoredCell first, ScoredCell second) => new(
        first.FourfoldProducts(second) / 4,
        Dot(first.OfPositives, second.OfPositives) / 4,
        Dot(first.OfNegatives, second.OfNegatives) / 4,
        first.TwiceWins * second.TwiceWins / 4);

    /// <summary>How many pairs of comparisons there are.</summary>
    public static PairSums Counts(ScoredCell first, ScoredCell second)
    {
        var positives = Shared(first.ScoredPositives, second.ScoredPositives);
        var negatives = Shared(first.ScoredNegatives, second.ScoredNegatives);
        return new PairSums(
            (double)positives * negatives,
            (double)positives * first.Negatives * second.Negatives,
            (double)negatives * first.Positives * second.Positives,
            first.Comparisons * second.Comparisons);
    }

    public static PairSums operator +(PairSums left, PairSums right) => new(
        left.SameCases + right.SameCases,
        left.SamePositive + right.SamePositive,
        left.SameNegative + right.SameNegative,
        left.All + right.All);

    public double[] Nested() => [SameCases, SamePositive, SameNegative, All];

    /// <summary>The parts that share both cases, only the positive, only the negative, and neither.</summary>
    public double[] Disjoint() =>
    [
        SameCases,
        SamePositive - SameCases,
        SameNegative - SameCases,
        All - SamePositive - SameNegative + SameCases,
    ];

    public static int Shared(bool[] first, bool[] second) => first.Zip(second).Count(pair => pair is (true, true));

    public static double Dot(double[] first, double[] second)
    {
        var sum = 0.0;
        for (var index = 0; index < first.Length; index++)
            sum += first[index] * second[index];

        return sum;
    }
}
