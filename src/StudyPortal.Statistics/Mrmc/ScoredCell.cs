using System.Numerics;

namespace StudyPortal.Statistics.Mrmc;

/// <summary>
/// One reader's scores under one arm: twice the wins of every scored case, a tie counting one, so that every sum is a whole number. Cases
/// are numbered as in the sample, positives and negatives apart; one without a score has no wins and no comparisons.
/// O(positives x negatives), two bits for each of their pairs.
/// </summary>
internal sealed class ScoredCell
{
    private readonly ulong[] above;
    private readonly ulong[] notBelow;

    public ScoredCell(double?[] positives, double?[] negatives)
    {
        ScoredPositives = Array.ConvertAll(positives, score => score.HasValue);
        ScoredNegatives = Array.ConvertAll(negatives, score => score.HasValue);
        OfPositives = new double[positives.Length];
        OfNegatives = new double[negatives.Length];
        var words = (negatives.Length + 63) / 64;
        above = new ulong[positives.Length * words];
        notBelow = new ulong[positives.Length * words];
        for (var positive = 0; positive < positives.Length; positive++)
        {
            if (positives[positive] is { } score) Compare(positive, score, negatives, positive * words);
        }

        Positives = ScoredPositives.Count(scored => scored);
        Negatives = ScoredNegatives.Count(scored => scored);
        TwiceWins = OfPositives.Sum();
    }

    public bool[] ScoredPositives { get; }

    public bool[] ScoredNegatives { get; }

    /// <summary>Twice the negatives that each positive beats.</summary>
    public double[] OfPositives { get; }

    /// <summary>Twice the positives that beat each negative.</summary>
    public double[] OfNegatives { get; }

    public int Positives { get; }

    public int Negatives { get; }

    public double TwiceWins { get; }

    public double Comparisons => (double)Positives * Negatives;

    public double Area => TwiceWins / (2 * Comparisons);

    public bool IsEmpty => Positives + Negatives == 0;

    public bool IsComplete => Positives == OfPositives.Length && Negatives == OfNegatives.Length;

    /// <summary>Four times the sum, over the pairs of a positive and a negative, of this cell's win times the other's.</summary>
    public double FourfoldProducts(ScoredCell other)
    {
        var sum = 0L;
        for (var word = 0; word < above.Length; word++)
        {
            var (mine, mineTied, theirs, theirsTied) = (above[word], notBelow[word], other.above[word], other.notBelow[word]);
            sum += BitOperations.PopCount(mine & theirs) + BitOperations.PopCount(mine & theirsTied)
                + BitOperations.PopCount(mineTied & theirs) + BitOperations.PopCount(mineTied & theirsTied);
        }

        return sum;
    }

    /// <summary>The same wins against the same cases.</summary>
    public bool IsSameAs(ScoredCell other) =>
        ScoredPositives.AsSpan().SequenceEqual(other.ScoredPositives) && ScoredNegatives.AsSpan().SequenceEqual(other.ScoredNegatives)
        && above.AsSpan().SequenceEqual(other.above) && notBelow.AsSpan().SequenceEqual(other.notBelow);

    /// <summary>
    /// K A - (K - 1) A without the case, positives first: jackknife pseudovalues of the area over the K cases of the sample. A case without
    /// a score has A itself.
    /// </summary>
    public double[] Pseudovalues()
    {
        var cases = OfPositives.Length + OfNegatives.Length;
        double Pseudovalue(double wins, bool scored, int ofClass) => scored
            ? ((cases * TwiceWins * (ofClass - 1)) - ((cases - 1) * (TwiceWins - wins) * ofClass)) / (2 * Comparisons * (ofClass - 1))
            : Area;
        return
        [
            .. OfPositives.Select((wins, index) => Pseudovalue(wins, ScoredPositives[index], Positives)),
            .. OfNegatives.Select((wins, index) => Pseudovalue(wins, ScoredNegatives[index], Negatives)),
        ];
    }

    private void Compare(int positive, double score, double?[] negatives, int row)
    {
        for (var negative = 0; negative < negatives.Length; negative++)
        {
            if (negatives[negative] is not { } other || score < other) continue;

            var (word, bit) = (row + (negative / 64), 1UL << (negative % 64));
            notBelow[word] |= bit;
            if (score > other) above[word] |= bit;
            var wins = score > other ? 2 : 1;
            OfPositives[positive] += wins;
            OfNegatives[negative] += wins;
        }
    }
}
