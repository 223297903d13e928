namespace StudyPortal.Statistics.Roc;

/// <summary>
/// Ordered categories, lowest first: the distinct scores, where neighbours that hold only positives, or only negatives, are one category.
/// </summary>
internal sealed record TruthRuns(int[] Negatives, int[] Positives)
{
    /// <summary>
    /// Whether all operating points lie on a curve that only turns at right angles, b = 0 or b infinite: one sensitivity at every inner false
    /// positive rate, or one false positive rate at every inner sensitivity.
    /// </summary>
    public bool FitRightAngles => Levels(Negatives, Positives) < 2 || Levels(Positives, Negatives) < 2;

    public static TruthRuns Of(LevelCounts counts)
    {
        var (negatives, positives) = (new List<int>(), new List<int>());
        for (var level = counts.Scores.Length - 1; level >= 0; level--)
        {
            var (negative, positive) = (counts.Negatives[level], counts.Positives[level]);
            var goesOn = negatives.Count > 0 && ((negative == 0 && negatives[^1] == 0) || (positive == 0 && positives[^1] == 0));
            if (goesOn)
            {
                negatives[^1] += negative;
                positives[^1] += positive;
            }
            else
            {
                negatives.Add(negative);
                positives.Add(positive);
            }
        }

        return new TruthRuns([.. negatives], [.. positives]);
    }

    /// <summary>How many values the other class's count takes at the cutoffs that divide this class.</summary>
    private static int Levels(int[] divided, int[] other)
    {
        var (below, others, all, seen) = (0, 0, divided.Sum(), new HashSet<int>());
        for (var category = 0; category < divided.Length - 1; category++)
        {
            below += divided[category];
            others += other[category];
            if (below > 0 && below < all) seen.Add(others);
        }

        return seen.Count;
    }
}
