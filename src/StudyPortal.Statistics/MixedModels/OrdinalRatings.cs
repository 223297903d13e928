namespace StudyPortal.Statistics.MixedModels;

/// <summary>Ratings as positions on the ascending list of the categories that occur.</summary>
internal sealed class OrdinalRatings
{
    public OrdinalRatings(CrossedLayout layout)
    {
        Layout = layout;
        Categories = [.. layout.Ratings.Distinct().Order()];
        Category = [.. layout.Ratings.Select(rating => Array.BinarySearch(Categories, rating))];
    }

    public CrossedLayout Layout { get; }

    public double[] Categories { get; }

    public int[] Category { get; }

    public int Thresholds => Categories.Length - 1;

    public bool HasSmallFactor => Layout.SmallLevels > 1;

    /// <summary>Log odds of the shares at or below each category but the last.</summary>
    public IEnumerable<double> PooledThresholds() => Enumerable.Range(0, Thresholds)
        .Select(category => (double)Category.Count(of => of <= category) / Category.Length)
        .Select(share => Math.Log(share / (1 - share)));

    /// <summary>
    /// Whether the arms fall into two sets such that no rating in one lies above any in the other. Then, and only then, the likelihood
    /// rises without end as the sets move apart.
    /// </summary>
    public bool AreArmsSeparated()
    {
        var ranges = Layout.Arm.Zip(Category).GroupBy(rating => rating.First, rating => rating.Second)
            .Select(arm => (Low: arm.Min(), High: arm.Max())).Order().ToList();
        return Enumerable.Range(1, ranges.Count - 1)
            .Any(split => ranges.Take(split).Max(arm => arm.High) <= ranges.Skip(split).Min(arm => arm.Low));
    }
}
