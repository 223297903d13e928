namespace StudyPortal.Statistics.Comparison;

/// <summary>The p-values of one test against each alternative.</summary>
/// <param name="TwoSided">The arms differ, in either direction.</param>
/// <param name="Greater">The first is greater.</param>
/// <param name="Less">The first is less.</param>
public sealed record Tails(Estimate TwoSided, Estimate Greater, Estimate Less)
{
    internal static Tails Undefined(string reason)
    {
        var undefined = Estimate.Undefined(reason);
        return new Tails(undefined, undefined, undefined);
    }

    internal static Tails Normal(double z) => new(
        Estimate.Of(Distributions.NormalTwoSided(z)),
        Estimate.Of(Distributions.NormalUpper(z)),
        Estimate.Of(Distributions.NormalUpper(-z)));

    internal static Tails Student(double t, double df) => new(
        Estimate.Of(Distributions.StudentTwoSided(t, df)),
        Estimate.Of(Distributions.StudentUpper(t, df)),
        Estimate.Of(Distributions.StudentUpper(-t, df)));

    /// <summary>From the two tails of a discrete statistic that both contain the observed value.</summary>
    internal static Tails Exact(double greater, double less) => new(
        Estimate.Of(Math.Min(1, 2 * Math.Min(greater, less))), Estimate.Of(Math.Min(1, greater)), Estimate.Of(Math.Min(1, less)));
}
