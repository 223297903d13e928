using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Resampling;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>Effect sizes, tests and post-hoc tests of the arms against the reference programs and against the library by another way.</summary>
public sealed class ComparisonSectionTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public void One_draw_for_all_arms_gives_the_numbers_that_a_draw_for_each_gives()
    {
        var set = new SyntheticSet(4, 3, 20, 8) { Missing = 0.1 }.Build(new AnalysisPlan(300, 5));
        var question = Assert.Single(Compute(set).Questions);
        var bootstrap = new BootstrapPlan(300, 5);

        for (var arm = 0; arm < 3; arm++)
            Same(ClusterBootstrap.Mean(Arm(set, arm), ResampledUnit.CasesAndReaders, bootstrap, Stop).Mean, question.Arms[arm].Mean);
        foreach (var pair in question.Comparisons)
            Same(ClusterBootstrap.Difference(Arm(set, pair.First), Arm(set, pair.Second), ResampledUnit.CasesAndReaders, bootstrap, Stop).Difference, pair.Difference);
    }

    [Fact]
    public void Effects_and_paired_t_are_those_of_the_reference_program()
    {
        var pair = Models().Comparisons.Single(each => (each.First, each.Second) == (0, 1));
        var vector = new ReferenceVector("paired_t__case_means_modelA_vs_B");

        vector.Agrees("t", pair.PairedT!.T.Value);
        vector.Agrees("p_value", pair.PairedT.PValue.Value);
        vector.Agrees("ci_lower", pair.PairedT.MeanDifference.Low);
        vector.Agrees("cohens_dz.value", pair.CohenDz!.Value);
        vector.Agrees("cohens_dz.ci_lower", pair.CohenDz.Low, 1e-6);
        vector.Agrees("hedges_gz.ci_upper", pair.HedgesGz!.High, 1e-6);
        vector.Agrees("cohens_dav", pair.CohenDav!.Value);
        Assert.InRange(pair.CohenDav.Value!.Value, pair.CohenDav.Low!.Value, pair.CohenDav.High!.Value);
    }

    [Fact]
    public void Post_hoc_tests_are_those_of_the_reference_program()
    {
        var postHoc = Models().PostHoc!;
        var vector = new ReferenceVector("friedman__case_means_three_models");

        vector.Agrees("nemenyi.cd_05", postHoc.CriticalDifference.Value, 1e-6);
        foreach (var (index, pair) in postHoc.Pairs.Index())
        {
            vector.Agrees($"nemenyi.pairs.{index}.p_value", pair.NemenyiPValue.Value, 1e-6);
            vector.Agrees($"conover.pairs.{index}.t", pair.ConoverT.Value);
            vector.Agrees($"conover.pairs.{index}.p_unadjusted", pair.ConoverPValue.Value);
            vector.Agrees($"conover.pairs.{index}.p_holm", pair.ConoverCorrectedPValue);
        }
    }

    [Fact]
    public void The_sign_test_counts_cases_and_its_p_is_binomial()
    {
        var rows = string.Join('\n', Enumerable.Range(1, 8).Select(item => $"R1,{item},a,{(item <= 6 ? 3 : item == 7 ? 1 : 2)}\nR1,{item},b,2"));
        var sign = Assert.Single(RatedTable.Analyse(rows).Comparisons).Sign!;

        Assert.Equal((6, 1, 1), (sign.Positives, sign.Negatives, sign.Zeros));
        Assert.Equal(16.0 / 128, sign.PValue.Value!.Value, 1e-12);
        Assert.Equal(16.0 / 128, sign.CorrectedPValue!.Value, 1e-12);
        Assert.Equal(6.0 / 7, sign.PositiveShare.Value!.Value, 1e-12);
        Assert.Equal(1, sign.MedianDifference.Value);
    }

    [Fact]
    public void Arms_that_never_differ_keep_the_permutation_p_at_one_and_a_third_of_the_permutations_ties_three_equal_cases()
    {
        var equal = RatedTable.Analyse("R1,1,a,2\nR1,1,b,2\nR1,2,a,3\nR1,2,b,3\n").Permutation!;
        var ordered = RatedTable.Analyse("R1,1,a,1\nR1,1,b,2\nR1,2,a,1\nR1,2,b,2\nR1,3,a,1\nR1,3,b,2\n", plan: new AnalysisPlan(20_000)).Permutation!;

        Assert.Equal("all arms are tied in every block", equal.PValue.Reason);
        Assert.Equal((3, 3), (ordered.Cases, ordered.Blocks));
        Assert.Equal(0.25, ordered.PValue.Value!.Value, 0.01);
    }

    [Fact]
    public void The_plans_confidence_reaches_every_interval_of_a_comparison()
    {
        var (wide, narrow) = (Pair(0.99), Pair(0.8));

        foreach (var effect in (Func<ArmComparison, Measured>[])[
            pair => pair.Difference, pair => pair.RankBiserial, pair => pair.CohenDz!, pair => pair.HedgesGz!, pair => pair.CohenDav!, pair => pair.CliffDelta!,
            pair => pair.PairedT!.MeanDifference, pair => pair.Sign!.PositiveShare])
            Assert.True(effect(wide).Low < effect(narrow).Low && effect(narrow).High < effect(wide).High);
        static ArmComparison Pair(double confidence) =>
            Compute(new SyntheticSet(4, 2, 30, 8).Build(new AnalysisPlan(300, 5, confidence))).Questions[0].Comparisons[0];
    }

    [Theory]
    [InlineData(PlannedCorrection.None, 1)]
    [InlineData(PlannedCorrection.Bonferroni, 3)]
    public void The_registered_correction_is_that_of_every_corrected_p_value(PlannedCorrection correction, double times)
    {
        var set = new SyntheticSet(3, 3, 12, 8).Build(new AnalysisPlan(50));
        var registered = new RegisteredPlan(PrimaryEndpoint.RatingDifference, PlannedTest.WilcoxonOnCaseMeans, 1, [], Correction: correction);
        var question = Compute(set with { Registered = registered }).Questions[0];

        Assert.All(question.Comparisons, pair => Assert.Equal(Math.Min(1, times * pair.PValue.Value!.Value), pair.CorrectedPValue!.Value, 1e-12));
        Assert.All(question.Comparisons, pair => Assert.Equal(Math.Min(1, times * pair.Sign!.PValue.Value!.Value), pair.Sign.CorrectedPValue!.Value, 1e-12));
        Assert.All(question.PostHoc!.Pairs, pair => Assert.Equal(Math.Min(1, times * pair.ConoverPValue.Value!.Value), pair.ConoverCorrectedPValue!.Value, 1e-12));
        Assert.All(question.MixedModel!.Differences, pair => Assert.Equal(Math.Min(1, times * pair.Difference.PValue.Value!.Value), pair.CorrectedPValue!.Value, 1e-12));
        Assert.All(question.OrdinalModel!.Differences, pair => Assert.Equal(Math.Min(1, times * pair.PValue.Value!.Value), pair.CorrectedPValue!.Value, 1e-12));
    }

    [Fact]
    public void Cliffs_delta_counts_the_pairs_of_case_means_and_Kendalls_W_has_an_interval()
    {
        var question = RatedTable.Analyse("R1,1,a,1\nR1,1,b,2\nR1,2,a,2\nR1,2,b,4\nR1,3,a,5\nR1,3,b,5\n");

        Assert.Equal((2 - 5.0) / 9, question.Comparisons[0].CliffDelta!.Value!.Value, 1e-12);
        Assert.NotNull(question.Friedman.KendallW.High);
    }

    private static ReportResults Compute(AnalysisSet set) => ComputeResults.From(set, BlobHash.Of([]), Stop);

    private static QuestionResults Models() => RatedTable.OfArms(new ReferenceVector("lmm__three_models_balanced").Input.GetProperty("ratings"));

    private static RatingMatrix Arm(AnalysisSet set, int arm) => RatingMatrix.FromRows([
        .. set.Items.Where(item => item.IsCompared && item.Arm == arm).Select(item => set.Readers.Select(reader =>
            (double?)set.Ratings.Single(rating => rating.IsMain && rating.Reader == reader && rating.Item == item.Key).Score).ToList())]);

    private static void Same(Estimate expected, Measured actual) =>
        Assert.Equal((expected.Value, expected.Interval?.Low, expected.Interval?.High), (actual.Value, actual.Low, actual.High));
}
