using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>The tests of two arms on their case means.</summary>
internal sealed class ArmPairTests(BootstrappedDifference means, IReadOnlyList<double?> first, IReadOnlyList<double?> second, double confidence)
{
    public BootstrappedDifference Means => means;

    public WilcoxonSignedRank Wilcoxon { get; } = WilcoxonSignedRank.Of(first, second, confidence);

    public PairedT PairedT { get; } = PairedT.Of(first, second, confidence);

    public SignTest Sign { get; } = SignTest.Of(first, second, confidence);

    /// <param name="arms">The ordinals behind the positions of the pair.</param>
    /// <param name="cohenDav">With its bootstrap interval.</param>
    /// <param name="holm">Of Wilcoxon's p-values.</param>
    /// <param name="corrected">Of the same.</param>
    /// <param name="correctedT">Of the paired t tests.</param>
    /// <param name="correctedSign">Of the sign tests.</param>
    public ArmComparison Results(
        IReadOnlyList<int> arms, Estimate cohenDav, double? holm, double? corrected, double? correctedT, double? correctedSign) => new(
        arms[means.First],
        arms[means.Second],
        Wilcoxon.Pairs,
        Measured.From(means.Difference),
        Measured.From(Wilcoxon.PValue),
        holm,
        Measured.From(Wilcoxon.RankBiserial),
        Measured.From(HodgesLehmann.Shift(first, second, confidence)),
        corrected,
        Measured.From(PairedT.CohenDz),
        Measured.From(PairedT.HedgesGz),
        Measured.From(cohenDav),
        Measured.From(IndependentEffect.Of(first, second, confidence).CliffDelta),
        new PairedTResults(
            Measured.From(PairedT.MeanDifference), Measured.From(PairedT.T), PairedT.Df, Measured.From(PairedT.PValue.TwoSided), correctedT),
        new SignTestResults(
            Sign.Positives, Sign.Negatives, Sign.Zeros, Measured.From(Sign.PValue.TwoSided), correctedSign, Measured.From(Sign.PositiveShare),
            Measured.From(Sign.MedianDifference)));
}
