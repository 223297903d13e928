namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Cohen's kappa of two readers (Educ Psychol Meas 1960;20:37), weighted after Cohen (Psychol Bull 1968;70:213):
/// (observed - expected) / (1 - expected). The interval and <paramref name="StandardError"/> are those of Fleiss, Cohen &amp; Everitt
/// (Psychol Bull 1969;72:323) under the alternative, kappa +- z SE, not clipped; their null standard error serves z and the two-sided p alone.
/// Ties are agreement. Weights go by category value on the declared scale. O(cases + categories^2).
/// </summary>
public sealed record CohenKappa(
    int Cases,
    AgreementWeights Weights,
    Estimate Observed,
    Estimate Expected,
    Estimate Kappa,
    Estimate StandardError,
    Estimate NullStandardError,
    Estimate Z,
    Estimate PValue)
{
    private const string NothingExpected = "both readers give every case the same rating: no disagreement could be expected, 0/0";
    private const string Settled = "the readers' frequencies alone make kappa exactly 0, as when one reader never varies: nothing to test";

    /// <summary>A case that either reader has not rated is dropped.</summary>
    /// <param name="first">One rating per case of the first reader; null for missing.</param>
    /// <param name="second">The second reader's ratings of the same cases.</param>
    /// <param name="categories">Every value that the scale allows, used or not.</param>
    /// <param name="weights">How much different ratings agree.</param>
    /// <param name="confidence">Coverage of the interval.</param>
    public static CohenKappa Of(
        IReadOnlyList<double?> first,
        IReadOnlyList<double?> second,
        IReadOnlyList<double> categories,
        AgreementWeights weights,
        double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"{second.Count} ratings beside {first.Count}: expected the same cases.", nameof(second));

        var scale = new CategoryScale(categories);
        return Of(scale.Positions(first, "the first reader"), scale.Positions(second, "the second reader"), scale, weights, confidence);
    }

    internal static CohenKappa Of(int?[] first, int?[] second, CategoryScale scale, AgreementWeights weights, double confidence)
    {
        var pairs = first.Zip(second).Where(pair => pair is { First: not null, Second: not null })
            .Select(pair => (pair.First.GetValueOrDefault(), pair.Second.GetValueOrDefault())).ToList();
        var table = new PairTable(new CategoryWeights(scale, weights), pairs);
        if (table.Cases == 0)
        {
            var nothing = Estimate.Undefined("the readers have no case in common");
            return new CohenKappa(0, weights, nothing, nothing, nothing, nothing, nothing, nothing, nothing);
        }

        if (table.Kappa is not { } kappa) return WithoutTest(table, weights, Estimate.Undefined(NothingExpected), NothingExpected);
        return table.IsSettledByMargins()
            ? WithoutTest(table, weights, Estimate.WithoutInterval(0, Settled), Settled)
            : WithTest(table, weights, kappa, confidence);
    }

    private static CohenKappa WithTest(PairTable table, AgreementWeights weights, double kappa, double confidence)
    {
        var scale = Math.Sqrt(table.Cases) * (1 - table.Expected);
        var standardError = Math.Sqrt(table.Variance(kappa, independent: false)) / scale;
        var nullError = Math.Sqrt(table.Variance(0, independent: true)) / scale;
        var half = Distributions.NormalCritical(confidence) * standardError;
        return new CohenKappa(
            table.Cases,
            weights,
            Estimate.Of(table.Observed),
            Estimate.Of(table.Expected),
            standardError == 0
                ? Estimate.WithoutInterval(kappa, "the standard error is 0, although the estimate is not certain")
                : Estimate.Of(kappa, new Interval(kappa - half, kappa + half, confidence)),
            Estimate.Of(standardError),
            Estimate.Of(nullError),
            Estimate.Of(kappa / nullError),
            Estimate.Of(Distributions.NormalTwoSided(kappa / nullError)));
    }

    private static CohenKappa WithoutTest(PairTable table, AgreementWeights weights, Estimate kappa, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new CohenKappa(
            table.Cases, weights, Estimate.Of(table.Observed), Estimate.Of(table.Expected), kappa, undefined, undefined, undefined, undefined);
    }
}
