using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class ConcordanceTests
{
    public static TheoryData<string> KendallVectors => Oracle.Family("kendall_w");

    public static TheoryData<string> AgreementVectors => Oracle.Family("percent_agreement");

    [Theory]
    [MemberData(nameof(KendallVectors))]
    public void Kendalls_W_equals_that_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var kendall = KendallW.Of(oracle.Matrix("ratings"));

        oracle.Agrees("n_cases", kendall.Cases);
        oracle.Agrees("n_readers", kendall.Readers);
        oracle.Agrees("s", kendall.SumOfSquares);
        oracle.Agrees("tie_sum", kendall.TieSum);
        oracle.Agrees("w", kendall.W);
        oracle.Agrees("w_without_tie_correction", kendall.WithoutTieCorrection);
        oracle.Agrees("chi_square", kendall.ChiSquare);
        oracle.Agrees("df", kendall.Df);
        oracle.Agrees("p_value", kendall.PValue);
        oracle.Agrees("mean_spearman", kendall.MeanSpearman);
        oracle.Agrees("f_approximation.f", kendall.Approximation.F);
        oracle.Agrees("f_approximation.df1", kendall.Approximation.Df1);
        oracle.Agrees("f_approximation.df2", kendall.Approximation.Df2);
        oracle.Agrees("f_approximation.p_value", kendall.Approximation.PValue);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Two_readers_and_two_cases_leave_no_degrees_of_freedom_for_F()
    {
        var kendall = KendallW.Of(RatingMatrix.FromRows([[1, 2], [2, 3]]));

        Assert.Equal(1, kendall.W.Value);
        Assert.Equal("no degrees of freedom are left", kendall.Approximation.F.Reason);
    }

    [Theory]
    [MemberData(nameof(AgreementVectors))]
    public void Percent_agreement_equals_that_of_irrCAC(string name)
    {
        using var oracle = Oracle.Read(name);
        var agreement = PercentAgreement.Of(oracle.Matrix("ratings"));

        oracle.Agrees("value", agreement.CaseAveraged);
        oracle.Agrees("case_averaged.value", agreement.CaseAveraged);
        oracle.Agrees("case_averaged.se", agreement.StandardError);
        oracle.Agrees("case_averaged", agreement.CaseAveraged.Interval);
        oracle.Agrees("case_averaged.p_value", agreement.PValue);
        oracle.Agrees("all_readers_identical.n_complete_cases", agreement.CompleteCases);
        oracle.Agrees("all_readers_identical.proportion", agreement.AllReadersIdentical);
        foreach (var (index, pair) in agreement.Pairs.Index())
        {
            oracle.Agrees($"pairs[{index}].reader_1", pair.FirstReader);
            oracle.Agrees($"pairs[{index}].reader_2", pair.SecondReader);
            oracle.Agrees($"pairs[{index}].n", pair.Cases);
            oracle.Agrees($"pairs[{index}].exact", pair.Exact);
            oracle.Agrees($"pairs[{index}].within_one", pair.WithinOne);
        }

        oracle.Agrees("mean_of_pairs.exact", agreement.MeanPairwiseExact);
        oracle.Agrees("mean_of_pairs.within_one", agreement.MeanPairwiseWithinOne);
        oracle.HasNothingLeft();
    }
}
