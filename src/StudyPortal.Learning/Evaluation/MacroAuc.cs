namespace StudyPortal.Learning.Evaluation;

/// <summary>Mean over classes of the empirical ROC area; ties count one half (Mann-Whitney).</summary>
public static class MacroAuc
{
    /// <summary>Classes without both positives and negatives are left out; NaN if none is left.</summary>
    /// <param name="scores">N x K, row by row; higher means more likely positive.</param>
    /// <param name="truth">N x K, 1 positive, 0 negative; anything else is left out.</param>
    /// <param name="classCount">K.</param>
    public static double Of(float[] scores, float[] truth, int classCount)
    {
        double[] areas = [.. Enumerable.Range(0, classCount)
            .Select(label => Area(Column(scores, label, classCount), Column(truth, label, classCount)))
            .Where(area => !double.IsNaN(area))];
        return areas.Length == 0 ? double.NaN : areas.Average();
    }

    private static float[] Column(float[] table, int column, int columns) =>
        [.. Enumerable.Range(0, table.Length / columns).Select(row => table[(row * columns) + column])];

    private static double Area(float[] scores, float[] truth)
    {
        long positives = truth.LongCount(label => label == 1), negatives = truth.LongCount(label => label == 0);
        double wins = 0;
        long negativesBelow = 0;
        foreach (var tied in scores.Zip(truth).Where(pair => pair.Second is 0 or 1).GroupBy(pair => pair.First).OrderBy(tie => tie.Key))
        {
            long positivesHere = tied.LongCount(pair => pair.Second == 1), negativesHere = tied.LongCount() - positivesHere;
            wins += positivesHere * (negativesBelow + (0.5 * negativesHere));
            negativesBelow += negativesHere;
        }
        return positives == 0 || negatives == 0 ? double.NaN : wins / (positives * negatives);
    }
}
