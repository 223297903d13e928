namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Agreement weights by category VALUE on the declared scale: an unused category keeps its place, so a gap between ratings counts as wide
/// as it is (R's irr drops unused levels and weights by rank). Distances are kept in units of the scale, where whole numbers stay exact.
/// </summary>
internal sealed class CategoryWeights
{
    private readonly double[,] distances;

    public CategoryWeights(CategoryScale scale, AgreementWeights weights)
    {
        distances = new double[scale.Count, scale.Count];
        for (var first = 0; first < scale.Count; first++)
        {
            for (var second = 0; second < scale.Count; second++)
            {
                distances[first, second] = Between(scale.Categories[first], scale.Categories[second], weights);
                Largest = Math.Max(Largest, distances[first, second]);
                Total -= distances[first, second];
            }
        }

        if (Largest == 0) Largest = 1;
        Total = (scale.Count * scale.Count) + (Total / Largest);
    }

    public int Count => distances.GetLength(0);

    /// <summary>The distance that has weight 0; 1 where there is only one category.</summary>
    public double Largest { get; }

    /// <summary>The sum of all weights.</summary>
    public double Total { get; }

    /// <summary>The weight of agreement between two categories, 1 for the same.</summary>
    public double this[int first, int second] => 1 - Disagreement(first, second);

    /// <summary>1 minus the weight.</summary>
    public double Disagreement(int first, int second) => distances[first, second] / Largest;

    /// <summary>The disagreement in units of the scale.</summary>
    public double Distance(int first, int second) => distances[first, second];

    private static double Between(double first, double second, AgreementWeights weights) => weights switch
    {
        AgreementWeights.None => first == second ? 0 : 1,
        AgreementWeights.Linear => Math.Abs(first - second),
        AgreementWeights.Quadratic => (first - second) * (first - second),
        _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, "Expected none, linear or quadratic weights."),
    };
}
