namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Agreement of any number of readers with any missing ratings, after Gwet (Br J Math Stat Psychol 2008;61:29; Handbook of Inter-Rater
/// Reliability, 4th ed. 2014): AC1, or AC2 with weights, beside percent agreement and Fleiss's kappa under the same weights.
/// <paramref name="Cases"/> have a rating and shape the prevalences; <paramref name="PairableCases"/> have two or more and show agreement.
/// Weights go by category value on the declared scale, of which unused categories are part. Intervals: t with Cases - 1 degrees of freedom,
/// cut at 1 and at the smallest possible value (irrCAC cuts at 1 alone). Ties are agreement. O(cases x categories^2).
/// </summary>
public sealed record GwetAgreement(
    int Cases,
    int PairableCases,
    AgreementWeights Weights,
    AgreementCoefficient Percent,
    AgreementCoefficient Gwet,
    AgreementCoefficient FleissWeighted)
{
    /// <param name="ratings">Cases in rows, readers in columns.</param>
    /// <param name="categories">Every value that the scale allows, used or not.</param>
    /// <param name="weights">How much different ratings agree; none gives AC1.</param>
    /// <param name="confidence">Coverage of the intervals.</param>
    public static GwetAgreement Of(
        RatingMatrix ratings, IReadOnlyList<double> categories, AgreementWeights weights, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var scale = new CategoryScale(categories);
        var cases = new RatedCases(ratings, scale, new CategoryWeights(scale, weights));
        return new GwetAgreement(
            cases.Count, cases.Pairable, weights, cases.Percent(confidence), cases.Gwet(confidence), cases.Fleiss(confidence));
    }
}
