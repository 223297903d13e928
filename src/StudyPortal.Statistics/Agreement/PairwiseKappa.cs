namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Cohen's kappa of every two readers over the cases that both rated (pairwise deletion), and <paramref name="LightMean"/>, the mean of
/// those that are defined (Light, Psychol Bull 1971;76:365); it has no interval here. O(readers^2 x (cases + categories^2)).
/// </summary>
public sealed record PairwiseKappa(IReadOnlyList<ReaderPairKappa> Pairs, int DefinedPairs, Estimate LightMean)
{
    /// <param name="ratings">Cases in rows, readers in columns.</param>
    /// <param name="categories">Every value that the scale allows, used or not.</param>
    /// <param name="weights">How much different ratings agree.</param>
    /// <param name="confidence">Coverage of the pairs' intervals.</param>
    public static PairwiseKappa Of(
        RatingMatrix ratings, IReadOnlyList<double> categories, AgreementWeights weights, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var scale = new CategoryScale(categories);
        var readers = Enumerable.Range(0, ratings.Columns).Select(reader => scale.Positions(Column(ratings, reader), $"reader {reader}")).ToList();
        var pairs = (
            from first in Enumerable.Range(0, ratings.Columns)
            from second in Enumerable.Range(first + 1, ratings.Columns - first - 1)
            select new ReaderPairKappa(first, second, CohenKappa.Of(readers[first], readers[second], scale, weights, confidence))).ToList();
        var defined = pairs.Select(pair => pair.Kappa.Kappa.Value).OfType<double>().ToList();
        return new PairwiseKappa(pairs, defined.Count, Estimate.Ratio(defined.Sum(), defined.Count, "kappa is defined for no two readers"));
    }

    private static double?[] Column(RatingMatrix ratings, int reader) =>
        [.. Enumerable.Range(0, ratings.Rows).Select(row => ratings[row, reader])];
}
