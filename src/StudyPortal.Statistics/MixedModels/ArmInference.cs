using MathNet.Numerics.LinearAlgebra;

namespace StudyPortal.Statistics.MixedModels;

/// <summary>Means, effects and differences of the arms of one REML fit; an arm without a rating has none of them.</summary>
internal sealed class ArmInference
{
    internal const string NoRating = "the arm has no rating";

    private readonly CrossedLayout layout;
    private readonly double confidence;
    private readonly FixedEffectCovariance effects;
    private readonly Satterthwaite satterthwaite;
    private readonly KenwardRoger kenwardRoger;

    public ArmInference(CrossedLayout layout, VarianceFit fit, double confidence)
    {
        this.layout = layout;
        this.confidence = confidence;
        effects = new FixedEffectCovariance(fit);
        satterthwaite = new Satterthwaite(effects);
        kenwardRoger = new KenwardRoger(effects, fit.ResidualVariance);
    }

    public FTest SatterthwaiteTest() => satterthwaite.Test(Hypothesis());

    public FTest KenwardRogerTest() => kenwardRoger.Test(Hypothesis());

    public FixedEffect Mean(int arm) => layout.Position(arm) is { } position ? Of(Unit(position)) : FixedEffect.Undefined(NoRating);

    /// <summary>The reference is the first arm with a rating: its effect is its mean, and that of another arm is what it adds.</summary>
    public FixedEffect Effect(int arm) => arm == layout.PresentArms[0] ? Mean(arm) : Difference(arm, layout.PresentArms[0]);

    /// <param name="arms">How many there are.</param>
    public IReadOnlyList<ArmContrast> Differences(int arms) => WithHolm(arms, Difference);

    public static IReadOnlyList<ArmContrast> WithHolm(int arms, Func<int, int, FixedEffect> difference)
    {
        FixedEffect[] differences = [.. ArmPairs.Of(arms).Select(pair => difference(pair.First, pair.Second))];
        var holm = ArmPairs.Holm([.. differences.Select(of => of.Satterthwaite.PValue)]);
        return [.. ArmPairs.Of(arms).Zip(differences, holm).Select(row => new ArmContrast(row.First.First, row.First.Second, row.Second, row.Third))];
    }

    private FixedEffect Difference(int first, int second) => layout.Position(first) is { } minuend && layout.Position(second) is { } subtrahend
        ? Of(Unit(minuend) - Unit(subtrahend))
        : FixedEffect.Undefined(NoRating);

    private FixedEffect Of(Vector<double> contrast)
    {
        var value = contrast * effects.Means;
        var plain = ContrastTest.Of(value, contrast * (effects.Covariance * contrast), satterthwaite.Df(contrast));
        var corrected = ContrastTest.Of(value, contrast * (kenwardRoger.Covariance * contrast), kenwardRoger.Df(contrast));
        return new FixedEffect(WithInterval(value, plain), plain, corrected);
    }

    private Estimate WithInterval(double value, ContrastTest test)
    {
        if (test.Df.Value is not { } df || test.StandardError.Value is not { } standardError)
            return Estimate.WithoutInterval(value, ContrastTest.NoInformation);

        var half = Distributions.StudentCritical(confidence, df) * standardError;
        return Estimate.Of(value, new Interval(value - half, value + half, confidence));
    }

    /// <summary>
    /// Each arm but the first against all ratings of the first and of the later arms: what lmerTest tests a factor by. Its df depend a
    /// little on which of the equivalent sets of contrasts is taken.
    /// </summary>
    private Matrix<double> Hypothesis()
    {
        var counts = layout.Arm.CountBy(arm => arm).OrderBy(count => count.Key).Select(count => (double)count.Value).ToArray();
        return Matrix<double>.Build.Dense(layout.Arms - 1, layout.Arms, (row, arm) =>
        {
            var others = counts[0] + counts.Skip(row + 2).Sum();
            return arm == row + 1 ? 1 : arm == 0 || arm > row + 1 ? -counts[arm] / others : 0;
        });
    }

    private Vector<double> Unit(int position) => Vector<double>.Build.Dense(layout.Arms, index => index == position ? 1 : 0);
}
