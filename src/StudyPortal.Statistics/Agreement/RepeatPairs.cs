namespace StudyPortal.Statistics.Agreement;

/// <summary>First and second reading of some cases by one reader, and the values of the coefficients of their agreement.</summary>
/// <param name="Scale">The declared categories.</param>
/// <param name="Pairs">Positions on the scale.</param>
internal sealed record RepeatPairs(CategoryScale Scale, IReadOnlyList<(int First, int Second)> Pairs)
{
    /// <summary>The share of cases whose readings lie no further apart than this.</summary>
    public double? WithinShare(double distance) => Pairs.Count == 0
        ? null
        : Pairs.Count(pair => Math.Abs(Scale.Categories[pair.First] - Scale.Categories[pair.Second]) <= distance) / (double)Pairs.Count;

    public double? Kappa(CategoryWeights weights) => new PairTable(weights, Pairs).Kappa;

    public double? Intraclass(Func<IntraclassEstimates, Estimate> form)
    {
        if (Pairs.Count < 2) return null;

        var rows = Pairs.Select(pair => new[] { Scale.Categories[pair.First], Scale.Categories[pair.Second] }).ToArray();
        return form(new IntraclassEstimates(TwoWayAnova.Of(rows), confidence: 0.95)).Value;
    }
}
