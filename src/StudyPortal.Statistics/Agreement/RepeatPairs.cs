namespace StudyPortal.Statistics.Agreement;

/// <summary>First and second reading of some cases by one reader, and the values of the coefficients of their agreement.</summary>
/// <param name="scale">The declared categories.</param>
/// <param name="pairs">Positions on the scale.</param>
internal sealed class RepeatPairs(CategoryScale scale, IReadOnlyList<(int First, int Second)> pairs)
{
    private IntraclassEstimates? intraclass;

    /// <summary>The share of cases whose readings lie no further apart than this.</summary>
    public double? WithinShare(double distance) => pairs.Count == 0
        ? null
        : pairs.Count(pair => Math.Abs(scale.Categories[pair.First] - scale.Categories[pair.Second]) <= distance) / (double)pairs.Count;

    public double? Kappa(CategoryWeights weights) => new PairTable(weights, pairs).Kappa;

    public double? Intraclass(Func<IntraclassEstimates, Estimate> form) => pairs.Count < 2 ? null : form(intraclass ??= Estimates()).Value;

    private IntraclassEstimates Estimates()
    {
        var rows = pairs.Select(pair => new[] { scale.Categories[pair.First], scale.Categories[pair.Second] }).ToArray();
        return new IntraclassEstimates(TwoWayAnova.Of(rows), confidence: 0.95);
    }
}
