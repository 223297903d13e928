namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The same model by maximum likelihood, which is what models with other fixed effects are compared by. AIC and BIC count the group means
/// and three variances; BIC takes n to be the number of ratings, as lme4 does.
/// </summary>
/// <param name="ArmTest">All arms equal, by the likelihood ratio.</param>
public sealed record MaximumLikelihoodFit(
    Estimate LogLikelihood, Estimate Aic, Estimate Bic, VarianceComponents Components, LikelihoodRatioTest ArmTest)
{
    private const string NotConverged = "the maximum likelihood fit did not converge";

    internal static MaximumLikelihoodFit Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new MaximumLikelihoodFit(
            undefined, undefined, undefined, VarianceComponents.Undefined(reason), LikelihoodRatioTest.Undefined(reason));
    }

    internal static MaximumLikelihoodFit Of(CrossedLayout layout, CrossProducts sums)
    {
        if (VarianceFit.MaximumLikelihood(sums) is not { } fit) return Undefined(NotConverged);

        var parameters = sums.FixedGroups + (fit.HasSmallFactor ? 3 : 2);
        return new MaximumLikelihoodFit(
            Estimate.Of(-fit.Deviance / 2),
            Estimate.Of(fit.Deviance + (2 * parameters)),
            Estimate.Of(fit.Deviance + (parameters * Math.Log(sums.Observations))),
            VarianceComponents.Of(layout, fit),
            OfArms(layout, fit));
    }

    private static LikelihoodRatioTest OfArms(CrossedLayout layout, VarianceFit fit)
    {
        if (layout.Arms < 2) return LikelihoodRatioTest.Undefined(LinearMixedModel.OneArm);

        return VarianceFit.MaximumLikelihood(new CrossProducts(layout, byArm: false)) is { } equal
            ? LikelihoodRatioTest.Of(equal.Deviance - fit.Deviance, layout.Arms - 1)
            : LikelihoodRatioTest.Undefined(NotConverged);
    }
}
