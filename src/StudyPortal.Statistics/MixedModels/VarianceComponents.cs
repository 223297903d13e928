namespace StudyPortal.Statistics.MixedModels;

/// <summary>
/// The variances of readers, of cases and of what is left. A factor with a single level has none; one at 0 is a singular fit.
/// </summary>
public sealed record VarianceComponents(Estimate Reader, Estimate Case, Estimate Residual)
{
    internal const string OneLevel = "a single level has no variance";

    internal static VarianceComponents Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new VarianceComponents(undefined, undefined, undefined);
    }

    internal static VarianceComponents Of(CrossedLayout layout, VarianceFit fit)
    {
        var small = fit.HasSmallFactor ? Estimate.Of(fit.SmallVariance) : Estimate.Undefined(OneLevel);
        var (reader, @case) = layout.ByRole(Estimate.Of(fit.LargeVariance), small);
        return new VarianceComponents(reader, @case, Estimate.Of(fit.ResidualVariance));
    }
}
