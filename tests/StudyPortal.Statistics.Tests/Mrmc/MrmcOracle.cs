using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Mrmc;

/// <summary>What the vectors of multi-reader studies have in common.</summary>
internal static class MrmcOracle
{
    public static MrmcSample Sample(this Oracle oracle) => new(oracle.Cube("ratings"), oracle.Truth("truth"));

    public static void Agrees(this Oracle oracle, string at, MrmcTest test)
    {
        oracle.Agrees(at + ".f", test.Statistic);
        oracle.Agrees(at + ".chi_square", test.Statistic);
        oracle.Agrees(at + ".df1", test.Df1);
        oracle.Agrees(at + ".df2", test.Df2);
        oracle.Agrees(at + ".df", test.Df1);
        oracle.Agrees(at + ".p_value", test.PValue);
        oracle.Agrees(at + ".denominator", test.Denominator);
        foreach (var (index, pair) in test.Pairs.Index())
            oracle.Agrees($"{at}.pairs[{index}]", pair);
        foreach (var (index, arm) in test.Arms.Index())
            oracle.Agrees($"{at}.modality_ci[{index}]", arm);
    }

    public static void Agrees(this Oracle oracle, string at, ArmPair pair)
    {
        oracle.Agrees(at + ".i", pair.First);
        oracle.Agrees(at + ".j", pair.Second);
        oracle.Agrees(at + ".estimate", pair.Difference);
        oracle.Agrees(at + ".se", pair.StandardError);
        oracle.Agrees(at + ".df", pair.Df);
        oracle.Agrees(at + ".t", pair.Statistic);
        oracle.Agrees(at + ".z", pair.Statistic);
        oracle.Agrees(at + ".p_value", pair.PValue);
        oracle.Agrees(at, pair.Difference.Interval);
    }

    private static void Agrees(this Oracle oracle, string at, ArmMean arm)
    {
        oracle.Agrees(at + ".modality", arm.Arm);
        oracle.Agrees(at + ".estimate", arm.Area);
        oracle.Agrees(at + ".se", arm.StandardError);
        oracle.Agrees(at + ".df", arm.Df);
        oracle.Agrees(at, arm.Area.Interval);
    }
}
