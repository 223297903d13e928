using StudyPortal.Core.Reports.Plans;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Tests and effect sizes between arms; a case's rating of an arm is the mean over its readers.</summary>
internal sealed class ArmComparisons(RatingTable table, PlannedCorrection correction, BootstrapPlan bootstrap, CancellationToken cancellationToken)
{
    private readonly RatingMatrix _casesByArms = table.ArmsByCase();

    public FriedmanResults Friedman() => Friedman(_casesByArms) with
    {
        KendallW = Measured.From(EffectBootstrap.KendallW(_casesByArms, bootstrap, cancellationToken).KendallW),
    };

    public static FriedmanResults Friedman(RatingMatrix casesByArms)
    {
        var test = FriedmanTest.Of(casesByArms);
        return new FriedmanResults(
            test.Blocks,
            test.DroppedBlocks,
            test.MeanRanks,
            Measured.From(test.ChiSquare),
            test.Df,
            Measured.From(test.PValue),
            Measured.From(test.ImanDavenport.F),
            Measured.From(test.ImanDavenport.PValue),
            Measured.From(test.KendallW));
    }

    public List<ArmComparison> Pairs(IReadOnlyList<BootstrappedDifference> differences)
    {
        var pairs = differences.Select(difference => new ArmPairTests(
            difference, table.CaseMeans(table.Arms[difference.First]), table.CaseMeans(table.Arms[difference.Second]), bootstrap.Confidence)).ToList();
        var wilcoxon = pairs.Select(pair => pair.Wilcoxon.PValue.Value).ToList();
        var holm = MultipleComparisons.Holm(wilcoxon);
        var corrected = CorrectedPValues.Of(correction, wilcoxon);
        var t = CorrectedPValues.Of(correction, pairs.Select(pair => pair.PairedT.PValue.TwoSided.Value));
        var sign = CorrectedPValues.Of(correction, pairs.Select(pair => pair.Sign.PValue.TwoSided.Value));
        return [.. pairs.Select((pair, index) => pair.Results(table.Arms, Dav(pair.Means), holm[index], corrected[index], t[index], sign[index]))];
    }

    public PostHocResults PostHoc()
    {
        var nemenyi = NemenyiTest.Of(_casesByArms);
        var conover = ConoverTest.Of(_casesByArms);
        var none = Measured.Undefined(conover.StandardErrorOfRankSums.Reason ?? "the arms cannot be compared");
        var corrected = CorrectedPValues.Of(correction, conover.Pairs.Select(pair => pair.PValue.Value));
        return new PostHocResults(
            Measured.From(nemenyi.CriticalDifference(1 - bootstrap.Confidence)),
            [
                .. nemenyi.Pairs.Select((pair, index) => new PostHocPair(
                    table.Arms[pair.First],
                    table.Arms[pair.Second],
                    Measured.Of(pair.MeanRankDifference),
                    Measured.Of(pair.PValue),
                    conover.Pairs.Count == 0 ? none : Measured.From(conover.Pairs[index].T),
                    conover.Pairs.Count == 0 ? none : Measured.From(conover.Pairs[index].PValue),
                    conover.Pairs.Count == 0 ? null : corrected[index])),
            ]);
    }

    public PermutationResults Permutation(RatingCube cube)
    {
        var test = PermutationTest.ArmsWithinBlocks(cube, bootstrap.Replicates, bootstrap.Seed, cancellationToken);
        return new PermutationResults(
            test.Cases, test.Friedman.Blocks, test.Permutations, Measured.From(test.Friedman.ChiSquare), Measured.From(test.PValue));
    }

    private Estimate Dav(BootstrappedDifference pair) => EffectBootstrap.CohenDav(
        table.ReadersOf(table.Arms[pair.First]), table.ReadersOf(table.Arms[pair.Second]), ResampledUnit.CasesAndReaders, bootstrap,
        cancellationToken).CohenDav;
}
