using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Mrmc;

public sealed class OneShotTests
{
    public static TheoryData<string> Vectors =>
        [.. Oracle.Family("mrmc_gallas").Concat(Oracle.Family("mrmc_gallas_unequal")).Select(row => row.Data)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Areas_variances_and_tests_equal_those_of_iMRMC_with_gaps_and_unequal_designs_too(string name)
    {
        using var oracle = Oracle.Read(name);

        var analysis = OneShot.Of(oracle.Sample());

        foreach (var (index, arm) in analysis.Arms.Index())
            AgreesOnArm(oracle, $"modalities[{index}]", arm);
        foreach (var (index, pair) in analysis.Pairs.Index())
            AgreesOnPair(oracle, $"pairs[{index}]", pair, analysis);
        oracle.HasNothingLeft();
    }

    private static void AgreesOnArm(Oracle oracle, string at, OneShotArm arm)
    {
        oracle.Agrees(at + ".modality", arm.Arm);
        oracle.Agrees(at + ".auc", arm.Area);
        oracle.Agrees(at + ".variance", arm.Variance);
        oracle.Agrees(at + ".variance_mle", arm.BiasedVariance);
        oracle.Agrees(at + ".df_bdg", arm.Df);
        AgreesOnMoments(oracle, at, arm.Moments, arm.Coefficients, arm.Components!);
        oracle.Agrees(at + ".ci_normal", arm.Normal, ".lower", ".upper");
        oracle.Agrees(at + ".ci_bdg", arm.Area.Interval, ".lower", ".upper");
        oracle.Agrees(at + ".ci_bdg_imrmc", arm.Imrmc, ".lower", ".upper");
        foreach (var (index, reader) in arm.Readers.Where(reader => reader.Area.IsDefined).Index())
        {
            oracle.Agrees($"{at}.readers[{index}].reader", reader.Reader);
            oracle.Agrees($"{at}.readers[{index}].auc", reader.Area);
            oracle.Agrees($"{at}.readers[{index}].variance", reader.Variance);
        }
    }

    private static void AgreesOnPair(Oracle oracle, string at, OneShotPair pair, OneShot analysis)
    {
        var (first, second) = (pair.Comparison.First, pair.Comparison.Second);
        oracle.Agrees(at + ".i", first);
        oracle.Agrees(at + ".j", second);
        oracle.Agrees(at + ".auc_i", analysis.Arms[first].Area);
        oracle.Agrees(at + ".auc_j", analysis.Arms[second].Area);
        oracle.Agrees(at + ".difference", pair.Comparison.Difference);
        oracle.Agrees(at + ".covariance", pair.Covariance);
        oracle.Agrees(at + ".variance_difference", pair.Variance);
        oracle.Agrees(at + ".variance_difference_mle", pair.BiasedVariance);
        oracle.Agrees(at + ".df_bdg", pair.Comparison.Df);
        AgreesOnMoments(oracle, at, pair.Moments, pair.Coefficients, pair.Components!);
        oracle.Agrees(at + ".ci_normal", pair.Normal, ".lower", ".upper");
        oracle.Agrees(at + ".p_normal", pair.NormalPValue);
        oracle.Agrees(at + ".ci_bdg", pair.Comparison.Difference.Interval, ".lower", ".upper");
        oracle.Agrees(at + ".p_bdg", pair.Comparison.PValue);
        oracle.Agrees(at + ".ci_bdg_imrmc", pair.Imrmc, ".lower", ".upper");
        oracle.Agrees(at + ".p_bdg_imrmc", pair.ImrmcPValue);
    }

    private static void AgreesOnMoments(
        Oracle oracle, string at, IReadOnlyList<double> moments, IReadOnlyList<double> coefficients, CaseReaderComponents components)
    {
        foreach (var (index, moment) in moments.Index())
        {
            oracle.Agrees($"{at}.bdg_moments[{index}]", moment);
            oracle.Agrees($"{at}.bdg_coefficients[{index}]", coefficients[index]);
        }

        oracle.Agrees(at + ".bck.n", components.Negative);
        oracle.Agrees(at + ".bck.d", components.Positive);
        oracle.Agrees(at + ".bck.nd", components.NegativeByPositive);
        oracle.Agrees(at + ".bck.r", components.Reader);
        oracle.Agrees(at + ".bck.nr", components.NegativeByReader);
        oracle.Agrees(at + ".bck.dr", components.PositiveByReader);
        oracle.Agrees(at + ".bck.rnd", components.NegativeByPositiveByReader);
    }
}
