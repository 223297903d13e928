namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// rating = arm + reader + case + residual, with fixed arms and crossed, independent, normal readers, cases and residuals, fitted by REML
/// (Patterson &amp; Thompson, Biometrika 1971;58:545) to every rating there is, as lme4, lmerTest and pbkrtest do.
/// </summary>
/// <param name="Singular">The variance of readers or of cases is estimated as 0.</param>
/// <param name="Remark">What to know before quoting the degrees of freedom; null where there is nothing.</param>
/// <param name="RemlCriterion">-2 log restricted likelihood, with its constant.</param>
/// <param name="Effects">Of each arm: the mean of the first arm with a rating, and what the others add to it.</param>
/// <param name="Means">Of each arm, over the readers and the cases.</param>
/// <param name="Differences">All pairs of arms, first minus second.</param>
/// <param name="Satterthwaite">All arms equal; Satterthwaite's df.</param>
/// <param name="KenwardRoger">All arms equal; Kenward and Roger's covariance and df.</param>
/// <param name="MaximumLikelihood">The same model by maximum likelihood, for comparing models.</param>
public sealed record LinearMixedModel(
    int Observations,
    int Arms,
    int Readers,
    int Cases,
    bool Singular,
    string? Remark,
    VarianceComponents Components,
    Estimate RemlCriterion,
    IReadOnlyList<FixedEffect> Effects,
    IReadOnlyList<FixedEffect> Means,
    IReadOnlyList<ArmContrast> Differences,
    FTest Satterthwaite,
    FTest KenwardRoger,
    MaximumLikelihoodFit MaximumLikelihood)
{
    internal const string OneArm = "only one arm has ratings: there is no effect of the arm to test";
    internal const string NoRatings = "there are no ratings";
    internal const string NoResidual = "the residual variance is 0";
    private const string NotConverged = "the REML fit did not converge: the residual variance may be 0";
    private const string DfAtZero =
        "a variance is estimated as 0 (singular fit): degrees of freedom, and p-values with them, then differ between packages";

    /// <summary>
    /// O(ratings + t (s + arms)^2 + (s + arms)^3) a step of the fit, of which there are some ten; s is the smaller and t the larger number
    /// of readers and cases.
    /// </summary>
    public static LinearMixedModel Of(RatingCube ratings, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        Probability.Open(confidence, nameof(confidence));
        var layout = CrossedLayout.Of(ratings);
        if (layout.Count == 0) return Undefined(layout, ratings.Arms, NoRatings);

        var sums = new CrossProducts(layout, byArm: true);
        if (AdditiveFit.IfExact(layout, sums) is { } exact) return WithoutResidual(layout, ratings.Arms, exact);
        if (VarianceFit.WhyNotEstimable(sums) is { } reason) return Undefined(layout, ratings.Arms, reason);

        return VarianceFit.Reml(sums) is { } fit
            ? Of(layout, sums, fit, ratings.Arms, confidence)
            : Undefined(layout, ratings.Arms, NotConverged);
    }

    private static LinearMixedModel Of(CrossedLayout layout, CrossProducts sums, VarianceFit fit, int arms, double confidence)
    {
        var inference = new ArmInference(layout, fit, confidence);
        return new LinearMixedModel(
            layout.Count, arms, layout.Readers, layout.Cases,
            fit.IsSingular,
            fit.IsSingular ? DfAtZero : null,
            VarianceComponents.Of(layout, fit),
            Estimate.Of(fit.Deviance),
            [.. Enumerable.Range(0, arms).Select(inference.Effect)],
            [.. Enumerable.Range(0, arms).Select(inference.Mean)],
            inference.Differences(arms),
            layout.Arms < 2 ? NoTest(OneArm) : inference.SatterthwaiteTest(),
            layout.Arms < 2 ? NoTest(OneArm) : inference.KenwardRogerTest(),
            MaximumLikelihoodFit.Of(layout, sums));
    }

    /// <summary>Means and differences are then known without error as far as residuals go, and nothing can be tested.</summary>
    private static LinearMixedModel WithoutResidual(CrossedLayout layout, int arms, AdditiveFit exact)
    {
        var (reader, @case) = layout.ByRole(exact.LargeVariance, exact.SmallVariance);
        var reference = layout.PresentArms[0];
        FixedEffect Difference(int first, int second) => WithoutTest(exact.Of(layout, first) - exact.Of(layout, second));

        return Undefined(layout, arms, NoResidual) with
        {
            Singular = reader.Value == 0 || @case.Value == 0,
            Components = new VarianceComponents(reader, @case, Estimate.Of(0)),
            Effects = [.. Enumerable.Range(0, arms).Select(arm => arm == reference ? WithoutTest(exact.Of(layout, arm)) : Difference(arm, reference))],
            Means = [.. Enumerable.Range(0, arms).Select(arm => WithoutTest(exact.Of(layout, arm)))],
            Differences = ArmInference.WithHolm(arms, Difference),
        };
    }

    private static FixedEffect WithoutTest(double? value) => FixedEffect.WithoutTest(
        value is { } known ? Estimate.WithoutInterval(known, NoResidual) : Estimate.Undefined(ArmInference.NoRating), NoResidual);

    private static LinearMixedModel Undefined(CrossedLayout layout, int arms, string reason)
    {
        FixedEffect[] effects = [.. Enumerable.Repeat(FixedEffect.Undefined(reason), arms)];
        return new LinearMixedModel(
            layout.Count, arms, layout.Readers, layout.Cases,
            false,
            null,
            VarianceComponents.Undefined(reason),
            Estimate.Undefined(reason),
            effects,
            effects,
            ArmInference.WithHolm(arms, (_, _) => FixedEffect.Undefined(reason)),
            NoTest(reason),
            NoTest(reason),
            MaximumLikelihoodFit.Undefined(reason));
    }

    private static FTest NoTest(string reason) => FTest.Of(Estimate.Undefined(reason), 0, 0);
}
