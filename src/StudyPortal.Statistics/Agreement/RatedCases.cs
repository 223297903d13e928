namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// The cases with a rating, and the coefficients of Gwet's family over them. Written in disagreements (1 - agreement), sums of terms that are
/// never negative, so that 0/0 is found as such. O(cases x categories^2).
/// </summary>
internal sealed class RatedCases
{
    private readonly CategoryWeights weights;

    /// <summary>For every rated case the share of its ratings in each category.</summary>
    private readonly double[][] shares;

    /// <summary>The mean disagreement between a case's ratings; null where there is only one.</summary>
    private readonly double?[] disagreements;

    private readonly double[] prevalence;

    public RatedCases(RatingMatrix ratings, CategoryScale scale, CategoryWeights weights)
    {
        this.weights = weights;
        var counts = scale.Counts(ratings).Where(row => row.Sum() > 0).ToArray();
        shares = Array.ConvertAll(counts, row => Array.ConvertAll(row, count => count / (double)row.Sum()));
        disagreements = Array.ConvertAll(counts, Disagreement);
        prevalence = [.. Enumerable.Range(0, scale.Count).Select(category => shares.Sum(share => share[category]) / Count)];
    }

    public int Count => shares.Length;

    /// <summary>The cases with two ratings or more.</summary>
    public int Pairable => disagreements.Count(disagreement => disagreement is not null);

    /// <summary>Nothing is expected by chance.</summary>
    public AgreementCoefficient Percent(double confidence) => Coefficient(1, _ => 1, lowest: 0, confidence);

    /// <summary>Chance agreement is that of readers who rate at random where a case is hard.</summary>
    public AgreementCoefficient Gwet(double confidence)
    {
        double q = weights.Count;
        if (weights.Count == 1) return AgreementCoefficient.Undefined("the scale has a single category: agreement by chance is undefined");

        var perCategory = weights.Total / (q * (q - 1));
        double Expected(double[] share) => 1 - (perCategory * share.Select((part, category) => part * (1 - prevalence[category])).Sum());
        return Coefficient(Expected(prevalence), Expected, lowest: -1, confidence);
    }

    /// <summary>Chance agreement is that of two ratings drawn from all cases.</summary>
    public AgreementCoefficient Fleiss(double confidence)
    {
        var apart = Enumerable.Range(0, weights.Count)
            .Select(category => prevalence.Select((share, other) => weights.Disagreement(category, other) * share).Sum()).ToArray();
        double Expected(double[] share) => share.Select((part, category) => part * apart[category]).Sum();
        return Coefficient(Expected(prevalence), Expected, lowest: -1, confidence);
    }

    private AgreementCoefficient Coefficient(double expected, Func<double[], double> expectedOf, double lowest, double confidence)
    {
        if (Pairable == 0) return AgreementCoefficient.Undefined("no case has two ratings");

        var observed = disagreements.Sum().GetValueOrDefault() / Pairable;
        if (expected == 0)
        {
            return AgreementCoefficient.Undefined(
                "every rating is in one category: no disagreement could be expected, 0/0", 1 - observed, 1 - expected);
        }

        var value = (expected - observed) / expected;
        var perPairable = Count / (double)Pairable;
        var contributions = shares.Zip(disagreements, (share, disagreement) =>
            (disagreement is { } apart ? perPairable * (expected - apart) / expected : 0)
            - (2 * (1 - value) * (expected - expectedOf(share)) / expected)).ToList();
        return AgreementCoefficient.Of(value, 1 - observed, 1 - expected, contributions, lowest, confidence);
    }

    private double? Disagreement(int[] counts)
    {
        double ratings = counts.Sum();
        if (ratings < 2) return null;

        var distance = 0.0;
        for (var first = 0; first < counts.Length; first++)
        {
            for (var second = 0; second < counts.Length; second++)
                distance += (double)counts[first] * counts[second] * weights.Distance(first, second);
        }

        return distance / weights.Largest / (ratings * (ratings - 1));
    }
}
