using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class GwetAgreementTests
{
    private static readonly double[] Scale = [0, 1, 2, 3];

    private static readonly (string Name, AgreementWeights Weights)[] Weightings =
    [
        ("unweighted_AC1", AgreementWeights.None), ("linear_AC2", AgreementWeights.Linear), ("quadratic_AC2", AgreementWeights.Quadratic),
    ];

    public static TheoryData<string> Vectors => Oracle.Family("gwet");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void AC1_AC2_percent_agreement_and_weighted_Fleiss_equal_those_of_irrCAC(string name)
    {
        using var oracle = Oracle.Read(name);
        foreach (var (weighting, weights) in Weightings)
        {
            var agreement = GwetAgreement.Of(oracle.Matrix("ratings"), [.. oracle.Series("categories").OfType<double>()], weights);

            Agrees(oracle, weighting + ".percent_agreement", agreement.Percent);
            Agrees(oracle, weighting + ".gwet", agreement.Gwet);
            Agrees(oracle, weighting + ".weighted_fleiss_kappa", agreement.FleissWeighted);
            oracle.Agrees("percent_agreement", agreement.Percent.Value);
            oracle.Agrees("ac1", agreement.Gwet.Value);
            oracle.Agrees("p_expected", agreement.Gwet.Expected);
            oracle.Agrees("se", agreement.Gwet.StandardError);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void Unweighted_percent_agreement_is_the_case_averaged_one_with_its_interval()
    {
        var ratings = RatingMatrix.FromRows([[1, 1, 2], [2, null, 2], [3, 0, 1], [1, null, null], [0, 0, 3]]);
        var percent = GwetAgreement.Of(ratings, Scale, AgreementWeights.None).Percent;
        var averaged = PercentAgreement.Of(ratings);

        Assert.Equal(averaged.CaseAveraged.Value!.Value, percent.Value.Value!.Value, 1e-14);
        Assert.Equal(averaged.StandardError.Value!.Value, percent.StandardError.Value!.Value, 1e-14);
        Assert.Equal(averaged.CaseAveraged.Interval!.High, percent.Value.Interval!.High, 1e-14);
        Assert.Equal(0, percent.Value.Interval.Low);
    }

    [Fact]
    public void Without_an_error_that_varies_there_is_a_value_but_no_interval_and_no_test()
    {
        var gwet = GwetAgreement.Of(RatingMatrix.FromRows([[0, 0], [1, 1], [2, 2]]), Scale, AgreementWeights.Linear).Gwet;

        Assert.Equal(1, gwet.Value.Value);
        Assert.Equal(0, gwet.StandardError.Value);
        Assert.Null(gwet.Value.Interval);
        Assert.Contains("not certain", gwet.PValue.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_case_has_a_value_but_no_standard_error()
    {
        var agreement = GwetAgreement.Of(RatingMatrix.FromRows([[0, 1, 0], [null, null, null]]), Scale, AgreementWeights.None);

        Assert.Equal((1, 1), (agreement.Cases, agreement.PairableCases));
        Assert.Equal(1.0 / 3, agreement.Percent.Value.Value!.Value, 1e-14);
        Assert.Equal("a single case has no standard error", agreement.Gwet.StandardError.Reason);
    }

    [Fact]
    public void Cases_rated_once_show_no_agreement()
    {
        var agreement = GwetAgreement.Of(RatingMatrix.FromRows([[0, null], [null, 1]]), Scale, AgreementWeights.None);

        Assert.Equal((2, 0), (agreement.Cases, agreement.PairableCases));
        Assert.Equal("no case has two ratings", agreement.Percent.Value.Reason);
        Assert.Equal("no case has two ratings", agreement.Gwet.Value.Reason);
    }

    [Fact]
    public void A_scale_of_one_category_has_percent_agreement_alone()
    {
        var agreement = GwetAgreement.Of(RatingMatrix.FromRows([[4, 4], [4, 4]]), [4], AgreementWeights.Quadratic);

        Assert.Equal(1, agreement.Percent.Value.Value);
        Assert.Contains("single category", agreement.Gwet.Value.Reason, StringComparison.Ordinal);
        Assert.Contains("0/0", agreement.FleissWeighted.Value.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unused_category_lowers_the_chance_agreement_of_AC1_alone()
    {
        var ratings = RatingMatrix.FromRows([[0, 1], [1, 1], [0, 0]]);
        var narrow = GwetAgreement.Of(ratings, [0, 1], AgreementWeights.None);
        var wide = GwetAgreement.Of(ratings, [0, 1, 2], AgreementWeights.None);

        Assert.Equal(0.5, narrow.Gwet.Expected.Value!.Value, 1e-14);
        Assert.Equal(0.25, wide.Gwet.Expected.Value!.Value, 1e-14);
        Assert.Equal(narrow.FleissWeighted.Expected.Value!.Value, wide.FleissWeighted.Expected.Value!.Value, 1e-14);
    }

    internal static void Agrees(Oracle oracle, string at, AgreementCoefficient coefficient)
    {
        oracle.Agrees(at + ".value", coefficient.Value);
        oracle.Agrees(at, coefficient.Value.Interval);
        oracle.Agrees(at + ".se", coefficient.StandardError);
        oracle.Agrees(at + ".p_value", coefficient.PValue);
        oracle.Agrees(at + ".p_observed", coefficient.Observed);
        oracle.Agrees(at + ".p_expected", coefficient.Expected);
    }
}
