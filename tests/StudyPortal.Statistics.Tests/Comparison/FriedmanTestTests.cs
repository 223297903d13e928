using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Comparison;

public sealed class FriedmanTestTests
{
    public static TheoryData<string> Vectors => Oracle.Family("friedman");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_omnibus_test_equals_that_of_R(string name)
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
        oracle.HasNothingLeft("nemenyi", "conover");
    }
}
