namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Fleiss's kappa (Psychol Bull 1971;76:378) of the cases that every reader rated, overall and per category, with the null standard error of
/// Fleiss, Nee &amp; Landis (Psychol Bull 1979;86:974), z and two-sided p. That error holds only where kappa is 0:
/// <paramref name="NullInterval"/>, kappa +- z SE, is what R's irr users build from it; the interval to report is that of
/// <paramref name="Generalised"/>, Gwet's form (2014), which keeps every case with a rating. Categories are the declared ones; ties are
/// agreement. O(cases x (readers + categories^2)).
/// </summary>
public sealed record FleissKappa(
    int Cases,
    int Readers,
    int DroppedCases,
    Estimate Observed,
    Estimate Expected,
    Estimate Kappa,
    Estimate NullStandardError,
    Interval? NullInterval,
    Estimate Z,
    Estimate PValue,
    IReadOnlyList<FleissCategory> Categories,
    AgreementCoefficient Generalised)
{
    private const string OneCategory = "every rating is in one category: no disagreement could be expected, 0/0";
    private const string SeeGeneralised = "the null standard error serves the test alone: the interval is that of the generalised form";

    /// <param name="ratings">Cases in rows, readers in columns.</param>
    /// <param name="categories">Every value that the scale allows, used or not.</param>
    /// <param name="confidence">Coverage of the intervals.</param>
    public static FleissKappa Of(RatingMatrix ratings, IReadOnlyList<double> categories, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var scale = new CategoryScale(categories);
        var generalised = new RatedCases(ratings, scale, new CategoryWeights(scale, AgreementWeights.None)).Fleiss(confidence);
        var readers = ratings.Columns;
        var complete = scale.Counts(ratings).Where(counts => readers > 0 && counts.Sum() == readers).ToList();
        var undefined = Estimate.Undefined(readers < 2 ? "needs at least two readers" : "no complete case");
        var empty = new FleissKappa(
            complete.Count, readers, ratings.Rows - complete.Count,
            undefined, undefined, undefined, undefined, null, undefined, undefined, [], generalised);
        return readers < 2 || complete.Count == 0 ? empty : OfComplete(empty, complete, scale, confidence);
    }

    private static FleissKappa OfComplete(FleissKappa empty, List<int[]> complete, CategoryScale scale, double confidence)
    {
        double readers = empty.Readers, ratings = complete.Count * readers;
        var used = Enumerable.Range(0, scale.Count).Select(category => complete.Sum(counts => (double)counts[category])).ToList();
        var observed = complete.Sum(counts => (readers * readers) - counts.Sum(count => (double)count * count)) / (ratings * (readers - 1));
        var expected = ((ratings * ratings) - used.Sum(count => count * count)) / (ratings * ratings);
        var defined = empty with
        {
            Observed = Estimate.Of(1 - observed),
            Expected = Estimate.Of(1 - expected),
            Categories = [.. scale.Categories.Select((category, index) =>
                FleissCategory.Of(category, [.. complete.Select(counts => counts[index])], empty.Readers))],
        };
        if (expected == 0)
        {
            var undefined = Estimate.Undefined(OneCategory);
            return defined with { Kappa = undefined, NullStandardError = undefined, Z = undefined, PValue = undefined };
        }

        return WithTest(defined, (expected - observed) / expected, NullError(used, ratings, readers), confidence);
    }

    private static FleissKappa WithTest(FleissKappa defined, double kappa, double standardError, double confidence)
    {
        var half = Distributions.NormalCritical(confidence) * standardError;
        return defined with
        {
            Kappa = Estimate.WithoutInterval(kappa, SeeGeneralised),
            NullStandardError = Estimate.Of(standardError),
            NullInterval = new Interval(kappa - half, kappa + half, confidence),
            Z = Estimate.Of(kappa / standardError),
            PValue = Estimate.Of(Distributions.NormalTwoSided(kappa / standardError)),
        };
    }

    /// <summary>With p the share of a category and q = 1 - p: sqrt(2) sqrt((sum pq)^2 - sum pq (q - p)) / (sum pq sqrt(N m (m - 1))).</summary>
    private static double NullError(List<double> used, double ratings, double readers)
    {
        var shares = used.ConvertAll(count => count / ratings);
        var spread = shares.Sum(p => p * (1 - p));
        var skew = shares.Sum(p => p * (1 - p) * (1 - (2 * p)));
        return Math.Sqrt(2 * ((spread * spread) - skew) / (ratings * (readers - 1))) / spread;
    }
}
