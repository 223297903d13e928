namespace StudyPortal.Statistics.Roc;

/// <summary>How many positives and negatives lie on each distinct score, highest score first; a level may be empty.</summary>
internal sealed record LevelCounts(double[] Scores, int[] Positives, int[] Negatives, int AllPositives, int AllNegatives)
{
    /// <summary>Calls under "positive when score >= threshold", one point per level, highest threshold first. O(levels).</summary>
    public IEnumerable<(int TruePositives, int FalsePositives)> Calls()
    {
        var (truePositives, falsePositives) = (0, 0);
        for (var level = 0; level < Scores.Length; level++)
        {
            truePositives += Positives[level];
            falsePositives += Negatives[level];
            yield return (truePositives, falsePositives);
        }
    }
}
