using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Statistics.Roc;

/// <summary>The distinct scores of a sample, highest first, and on which of them every case lies. O(n log n), once.</summary>
internal sealed class ScoreLevels
{
    private readonly double[] scores;
    private readonly int[] ofPositives;
    private readonly int[] ofNegatives;

    private ScoreLevels(double[] scores, int[] ofPositives, int[] ofNegatives)
    {
        this.scores = scores;
        this.ofPositives = ofPositives;
        this.ofNegatives = ofNegatives;
    }

    public static ScoreLevels Of(RocSample sample)
    {
        double[] sorted = [.. sample.Positives, .. sample.Negatives];
        int[] cases = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, cases);
        var levels = new int[sorted.Length];
        var distinct = new List<double>();
        for (var index = sorted.Length - 1; index >= 0; index--)
        {
            if (distinct.Count == 0 || distinct[^1] != sorted[index]) distinct.Add(sorted[index]);
            levels[cases[index]] = distinct.Count - 1;
        }

        return new ScoreLevels([.. distinct], levels[..sample.Positives.Count], levels[sample.Positives.Count..]);
    }

    /// <summary>The sample itself. O(n).</summary>
    public LevelCounts Observed()
    {
        var counts = Empty();
        foreach (var level in ofPositives) counts.Positives[level]++;
        foreach (var level in ofNegatives) counts.Negatives[level]++;
        return counts;
    }

    /// <summary>As many cases drawn with replacement, positives first, then negatives. O(n), no sorting.</summary>
    public LevelCounts Draw(Draws draws)
    {
        var counts = Empty();
        foreach (var drawn in draws.Sample(ofPositives.Length)) counts.Positives[ofPositives[drawn]]++;
        foreach (var drawn in draws.Sample(ofNegatives.Length)) counts.Negatives[ofNegatives[drawn]]++;
        return counts;
    }

    private LevelCounts Empty() => new(scores, new int[scores.Length], new int[scores.Length], ofPositives.Length, ofNegatives.Length);
}
