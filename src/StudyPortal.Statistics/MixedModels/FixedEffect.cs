namespace StudyPortal.Statistics.MixedModels;

/// <summary>A mean, or a difference of means, with its tests against 0.</summary>
/// <param name="Value">Its interval is Satterthwaite's.</param>
/// <param name="Satterthwaite">The variances taken as known for the standard error; df for their having been estimated.</param>
/// <param name="KenwardRoger">The standard error corrected too; the two agree in balanced data.</param>
public sealed record FixedEffect(Estimate Value, ContrastTest Satterthwaite, ContrastTest KenwardRoger)
{
    internal static FixedEffect Undefined(string reason) => WithoutTest(Estimate.Undefined(reason), reason);

    internal static FixedEffect WithoutTest(Estimate value, string reason) =>
        new(value, ContrastTest.Undefined(reason), ContrastTest.Undefined(reason));
}
