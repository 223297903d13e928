using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class FriedmanTestTests
{
    public static TheoryData<string> Vectors => Oracle.Family("friedman");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_test_and_its_pairwise_comparisons_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var friedman = FriedmanTest.Of(oracle.Matrix("values"));

        oracle.Agrees("n_blocks", friedman.Blocks);
        oracle.Agrees("n_dropped_incomplete", friedman.DroppedBlocks);
        oracle.Agrees("k", friedman.Arms);
        foreach (var arm in Enumerable.Range(0, friedman.Arms))
        {
            oracle.Agrees($"mean_ranks[{arm}]", friedman.MeanRanks[arm]);
            oracle.Agrees($"rank_sums[{arm}]", friedman.RankSums[arm]);
        }

        oracle.Agrees("chi_square", friedman.ChiSquare);
        oracle.Agrees("df", friedman.Df);
        oracle.Agrees("p_value", friedman.PValue);
        oracle.Agrees("chi_square_without_tie_correction", friedman.WithoutTieCorrection);
        oracle.Agrees("kendall_w", friedman.KendallW);
        oracle.Agrees("iman_davenport", friedman.ImanDavenport.F);
        oracle.Agrees("iman_davenport.f", friedman.ImanDavenport.F);
        oracle.Agrees("iman_davenport.df1", friedman.ImanDavenport.Df1);
        oracle.Agrees("iman_davenport.df2", friedman.ImanDavenport.Df2);
        oracle.Agrees("iman_davenport.p_value", friedman.ImanDavenport.PValue);
        AgreesOnNemenyi(oracle, NemenyiTest.Of(oracle.Matrix("values")));
        AgreesOnConover(oracle, ConoverTest.Of(oracle.Matrix("values")));
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Without_a_complete_block_nothing_is_compared()
    {
        var blocks = RatingMatrix.FromRows([[1, null], [null, 2]]);

        Assert.Equal("no block is complete", FriedmanTest.Of(blocks).ChiSquare.Reason);
        Assert.Empty(NemenyiTest.Of(blocks).Pairs);
        Assert.Empty(ConoverTest.Of(blocks).Pairs);
    }

    private static void AgreesOnNemenyi(Oracle oracle, NemenyiTest nemenyi)
    {
        oracle.Agrees("nemenyi.q_alpha_05", nemenyi.CriticalQ(0.05));
        oracle.Agrees("nemenyi.cd_05", nemenyi.CriticalDifference(0.05));
        oracle.Agrees("nemenyi.cd_10", nemenyi.CriticalDifference(0.10));
        foreach (var (index, pair) in nemenyi.Pairs.Index())
        {
            oracle.Agrees($"nemenyi.pairs[{index}].i", pair.First);
            oracle.Agrees($"nemenyi.pairs[{index}].j", pair.Second);
            oracle.Agrees($"nemenyi.pairs[{index}].mean_rank_difference", pair.MeanRankDifference);
            oracle.Agrees($"nemenyi.pairs[{index}].q", pair.Q);
            oracle.Agrees($"nemenyi.pairs[{index}].p_value", pair.PValue);
        }
    }

    private static void AgreesOnConover(Oracle oracle, ConoverTest conover)
    {
        oracle.Agrees("conover.df", conover.Df);
        oracle.Agrees("conover.standard_error_rank_sum", conover.StandardErrorOfRankSums);
        foreach (var (index, pair) in conover.Pairs.Index())
        {
            oracle.Agrees($"conover.pairs[{index}].i", pair.First);
            oracle.Agrees($"conover.pairs[{index}].j", pair.Second);
            oracle.Agrees($"conover.pairs[{index}].t", pair.T);
            oracle.Agrees($"conover.pairs[{index}].p_unadjusted", pair.PValue);
            oracle.Agrees($"conover.pairs[{index}].p_holm", pair.Holm);
            oracle.Agrees($"conover.pairs[{index}].p_bonferroni", pair.Bonferroni);
            oracle.Agrees($"conover.pairs[{index}].p_single_step_tukey", pair.SingleStepTukey);
        }
    }
}
