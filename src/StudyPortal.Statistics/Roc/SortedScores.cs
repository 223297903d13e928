namespace StudyPortal.Statistics.Roc;

/// <summary>The scores of one class, lowest first, and which case each belongs to. O(n log n), once.</summary>
internal sealed class SortedScores
{
    private readonly double[] scores;
    private readonly int[] cases;

    private SortedScores(double[] scores, int[] cases)
    {
        this.scores = scores;
        this.cases = cases;
    }

    /// <summary>The cases by rising score.</summary>
    public ReadOnlySpan<int> Cases => cases;

    public static SortedScores Of(IReadOnlyList<double> scores)
    {
        double[] sorted = [.. scores];
        var cases = new int[sorted.Length];
        for (var index = 0; index < cases.Length; index++) cases[index] = index;
        Array.Sort(sorted, cases);
        return new SortedScores(sorted, cases);
    }

    /// <summary>For every case, in the order of the sample: how many of the others lie below it, and how many not above it. O(n).</summary>
    public (int[] Below, int[] UpTo) Among(SortedScores others)
    {
        var (below, upTo) = (new int[scores.Length], new int[scores.Length]);
        var (lower, notAbove) = (0, 0);
        for (var rank = 0; rank < scores.Length; rank++)
        {
            while (lower < others.scores.Length && others.scores[lower] < scores[rank]) lower++;
            while (notAbove < others.scores.Length && others.scores[notAbove] <= scores[rank]) notAbove++;
            below[cases[rank]] = lower;
            upTo[cases[rank]] = notAbove;
        }

        return (below, upTo);
    }
}
