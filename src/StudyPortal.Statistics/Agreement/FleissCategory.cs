namespace StudyPortal.Statistics.Agreement;

/// <summary>
/// Fleiss's kappa of one category against all others, with its null standard error, z and two-sided p; undefined where the category is
/// never used, or alone.
/// </summary>
/// <param name="Category">The category's value.</param>
/// <param name="Proportion">Its share of all ratings.</param>
public sealed record FleissCategory(
    double Category, double Proportion, Estimate Kappa, Estimate NullStandardError, Estimate Z, Estimate PValue)
{
    /// <param name="category">The category's value.</param>
    /// <param name="counts">For every case how many of the readers chose it.</param>
    /// <param name="readers">Ratings per case, at least two.</param>
    internal static FleissCategory Of(double category, IReadOnlyCollection<int> counts, int readers)
    {
        double ratings = (double)counts.Count * readers, chosen = counts.Sum();
        var share = chosen / ratings;
        if (chosen == 0 || chosen == ratings)
        {
            var undefined = Estimate.Undefined(chosen == 0 ? "the category is never used" : "no other category is used");
            return new FleissCategory(category, share, undefined, undefined, undefined, undefined);
        }

        var split = counts.Sum(count => count * (double)(readers - count));
        var kappa = 1 - (split / (ratings * (readers - 1) * share * (1 - share)));
        var standardError = Math.Sqrt(2 / (ratings * (readers - 1)));
        return new FleissCategory(
            category,
            share,
            Estimate.Of(kappa),
            Estimate.Of(standardError),
            Estimate.Of(kappa / standardError),
            Estimate.Of(Distributions.NormalTwoSided(kappa / standardError)));
    }
}
