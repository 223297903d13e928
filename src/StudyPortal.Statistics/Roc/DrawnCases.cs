using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>How often a replicate has drawn every positive and every negative; one object serves many replicates in turn.</summary>
internal sealed class DrawnCases(int positives, int negatives)
{
    private readonly int[] timesPositive = new int[positives];
    private readonly int[] timesNegative = new int[negatives];
    private readonly int[] drawnBefore = new int[negatives + 1];

    /// <summary>As many of each class as there are, positives first.</summary>
    public void Draw(Draws draws)
    {
        Count(draws, timesPositive);
        Count(draws, timesNegative);
    }

    /// <summary>Given draws instead of random ones.</summary>
    public void Take(ReadOnlySpan<int> drawnPositives, ReadOnlySpan<int> drawnNegatives)
    {
        Count(drawnPositives, timesPositive);
        Count(drawnNegatives, timesNegative);
    }

    /// <summary>
    /// Twice the drawn pairs that the positive wins, a tie counting one: a whole number, so its order of summation does not matter.
    /// <paramref name="byScore"/> lists the negatives by rising score, the other two say how many of them every positive beats and how
    /// many it does not lose to.
    /// </summary>
    public long TwiceWins(int[] byScore, int[] below, int[] upTo)
    {
        var before = drawnBefore.AsSpan(0, byScore.Length + 1);
        var sum = 0;
        for (var rank = 0; rank < byScore.Length; rank++)
        {
            before[rank] = sum;
            sum += timesNegative[byScore[rank]];
        }

        before[byScore.Length] = sum;
        var twice = 0L;
        for (var positive = 0; positive < below.Length; positive++)
            twice += (long)timesPositive[positive] * ((long)before[below[positive]] + before[upTo[positive]]);

        return twice;
    }

    /// <summary>As many draws as there are counters, the same ones as <see cref="Draws.Sample"/> makes.</summary>
    private static void Count(Draws draws, int[] times)
    {
        Array.Clear(times);
        for (var draw = 0; draw < times.Length; draw++) times[(int)Math.BigMul(draws.Bits(), (ulong)times.Length, out _)]++;
    }

    private static void Count(ReadOnlySpan<int> drawn, int[] times)
    {
        Array.Clear(times);
        foreach (var index in drawn) times[index]++;
    }
}
