namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The proportional odds model with crossed random readers and cases (Agresti, Analysis of Ordinal Categorical Data, 2nd ed., ch. 10), the
/// check of <see cref="LinearMixedModel"/> that takes ratings for ordered categories and not for numbers:
/// logit P(rating at or below k) = threshold k - (arm + reader + case), by maximum likelihood with Laplace's approximation, as
/// ordinal::clmm has it. Every rating there is takes part; a category that does not occur has no threshold.
/// </summary>
/// <param name="Singular">The variance of readers or of cases is estimated as 0; it then is left out of the standard errors.</param>
/// <param name="Reader">Variance on the logit scale, where that of a single rating is pi^2 / 3.</param>
/// <param name="Case">Variance on the logit scale.</param>
/// <param name="Effects">Of each arm against the first one with a rating; of that one itself undefined.</param>
/// <param name="Differences">All pairs of arms, first against second.</param>
/// <param name="Aic">Counts thresholds, effects and variances.</param>
/// <param name="ArmTest">All arms equal, by the likelihood ratio.</param>
public sealed record ProportionalOddsModel(
    int Observations,
    int Arms,
    int Readers,
    int Cases,
    bool Singular,
    Estimate Reader,
    Estimate Case,
    IReadOnlyList<CategoryThreshold> Thresholds,
    IReadOnlyList<OddsEffect> Effects,
    IReadOnlyList<OddsContrast> Differences,
    Estimate LogLikelihood,
    Estimate Aic,
    LikelihoodRatioTest ArmTest)
{
    private const string OneCategory = "all ratings are equal";
    private const string NotConverged = "the fit did not converge: a variance may grow without end where readers always agree on a case";
    private const string Separated =
        "the arms are separated: no rating of one set of arms lies above any of the others, so that the odds ratio is infinite";

    /// <summary>
    /// O(ratings + s^2 t) a step to the mode of the random effects, of which there are some thousands; s is the smaller and t the larger
    /// number of readers and cases. Cancelled between steps.
    /// </summary>
    public static ProportionalOddsModel Of(RatingCube ratings, double confidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        Probability.Open(confidence, nameof(confidence));
        var layout = CrossedLayout.Of(ratings);
        var ordinal = new OrdinalRatings(layout);
        if (WhyUndefined(ordinal) is { } reason) return Undefined(layout, ratings.Arms, reason);

        return ProportionalOddsFit.Of(ordinal, byArm: true, cancellationToken) is { } fit
            ? Of(fit, ratings.Arms, confidence, TestOfArms(fit, cancellationToken))
            : Undefined(layout, ratings.Arms, NotConverged);
    }

    private static string? WhyUndefined(OrdinalRatings ratings)
    {
        if (ratings.Layout.Count == 0) return LinearMixedModel.NoRatings;
        if (ratings.Categories.Length < 2) return OneCategory;

        return ratings.AreArmsSeparated() ? Separated : VarianceFit.WhyNotEstimable(new CrossProducts(ratings.Layout, byArm: true));
    }

    private static LikelihoodRatioTest TestOfArms(ProportionalOddsFit fit, CancellationToken cancellationToken)
    {
        if (fit.Ratings.Layout.Arms < 2) return LikelihoodRatioTest.Undefined(LinearMixedModel.OneArm);

        return ProportionalOddsFit.Of(fit.Ratings, byArm: false, cancellationToken) is { } equal
            ? LikelihoodRatioTest.Of(equal.Deviance - fit.Deviance, fit.Ratings.Layout.Arms - 1)
            : LikelihoodRatioTest.Undefined(NotConverged);
    }

    private static ProportionalOddsModel Of(ProportionalOddsFit fit, int arms, double confidence, LikelihoodRatioTest test)
    {
        var layout = fit.Ratings.Layout;
        var odds = new ArmOdds(fit, confidence);
        var small = fit.Ratings.HasSmallFactor ? Estimate.Of(fit.Parameters.Small) : Estimate.Undefined(VarianceComponents.OneLevel);
        var (reader, @case) = layout.ByRole(Estimate.Of(fit.Parameters.Large), small);
        return new ProportionalOddsModel(
            layout.Count, arms, layout.Readers, layout.Cases,
            fit.IsSingular,
            reader,
            @case,
            odds.Thresholds(),
            [.. Enumerable.Range(0, arms).Select(arm => odds.Effect(arm, layout.PresentArms[0]))],
            Pairs(arms, odds.Effect),
            Estimate.Of(-fit.Deviance / 2),
            Estimate.Of(fit.Aic),
            test);
    }

    private static ProportionalOddsModel Undefined(CrossedLayout layout, int arms, string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new ProportionalOddsModel(
            layout.Count, arms, layout.Readers, layout.Cases,
            false,
            undefined,
            undefined,
            [],
            [.. Enumerable.Repeat(OddsEffect.Undefined(reason), arms)],
            Pairs(arms, (_, _) => OddsEffect.Undefined(reason)),
            undefined,
            undefined,
            LikelihoodRatioTest.Undefined(reason));
    }

    private static IReadOnlyList<OddsContrast> Pairs(int arms, Func<int, int, OddsEffect> effect)
    {
        OddsEffect[] effects = [.. ArmPairs.Of(arms).Select(pair => effect(pair.First, pair.Second))];
        var holm = ArmPairs.Holm([.. effects.Select(of => of.PValue)]);
        return [.. ArmPairs.Of(arms).Zip(effects, holm).Select(row => new OddsContrast(row.First.First, row.First.Second, row.Second, row.Third))];
    }
}
