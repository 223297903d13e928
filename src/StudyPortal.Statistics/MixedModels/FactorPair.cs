namespace StudyPortal.Statistics.MixedModels;

/// <summary>A number for each level of the large and of the small factor.</summary>
internal sealed record FactorPair(double[] Large, double[] Small)
{
    public static FactorPair Zero(CrossedLayout layout) => new(new double[layout.LargeLevels], new double[layout.SmallLevels]);

    /// <summary>Sums over the ratings of each level.</summary>
    public static FactorPair Sums(CrossedLayout layout, Func<int, double> ofRating)
    {
        var sums = Zero(layout);
        for (var index = 0; index < layout.Count; index++)
        {
            var value = ofRating(index);
            sums.Large[layout.Large[index]] += value;
            sums.Small[layout.Small[index]] += value;
        }

        return sums;
    }

    /// <summary>What a rating has from its two levels.</summary>
    public double Of(CrossedLayout layout, int rating) => Large[layout.Large[rating]] + Small[layout.Small[rating]];

    public FactorPair Plus(FactorPair other, double times = 1) =>
        new(Plus(Large, other.Large, times), Plus(Small, other.Small, times));

    /// <summary>The scalar products over the levels of each factor.</summary>
    public (double Large, double Small) Times(FactorPair other) => (Product(Large, other.Large), Product(Small, other.Small));

    public double Largest() => Large.Concat(Small).Max(Math.Abs);

    private static double[] Plus(double[] first, double[] second, double times) => [.. first.Zip(second, (x, y) => x + (times * y))];

    private static double Product(double[] first, double[] second) => first.Zip(second, (x, y) => x * y).Sum();
}
