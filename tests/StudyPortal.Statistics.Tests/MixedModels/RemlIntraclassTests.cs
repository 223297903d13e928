using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.MixedModels;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.MixedModels;

public sealed class RemlIntraclassTests
{
    private const string Incomplete = "icc__missing_reml_all_available";

    [Fact]
    public void Every_available_rating_takes_part_as_in_lme4()
    {
        using var oracle = Oracle.Read(Incomplete);
        var icc = RemlIntraclass.Of(oracle.Matrix("ratings"));

        oracle.Agrees("n_ratings", icc.Ratings);
        oracle.Agrees("var_case", icc.Components.Case);
        oracle.Agrees("var_reader", icc.Components.Reader);
        oracle.Agrees("var_residual", icc.Components.Residual);
        oracle.Agrees("icc_A1", icc.AgreementSingle.Correlation);
        oracle.Agrees("icc_C1", icc.ConsistencySingle.Correlation);
        oracle.Agrees("icc_Ak", icc.AgreementAverage.Correlation);
        oracle.Agrees("icc_Ck", icc.ConsistencyAverage.Correlation);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void Intervals_and_tests_of_incomplete_ratings_are_those_of_psych()
    {
        using var oracle = Oracle.Read(Incomplete);
        var icc = RemlIntraclass.Of(oracle.Matrix("ratings"));

        // R 4.2.2, psych 2.2.9: ICC(x, lmer = TRUE).
        (double Value, double F, double Df2, double Low, double High)[] expected =
        [
            (0.5893354505, 9.610464932, 200, 0.4607897050, 0.7190303357),
            (0.5915108668, 10.421330938, 195, 0.4619352066, 0.7211930602),
            (0.6109285234, 10.421330938, 195, 0.4843557891, 0.7362425201),
            (0.8959467615, 9.610464932, 200, 0.8367982155, 0.9388551926),
            (0.8967824321, 10.421330938, 195, 0.8374267487, 0.9394682935),
            (0.9040429667, 10.421330938, 195, 0.8493052243, 0.9436561630),
        ];
        foreach (var (form, numbers) in icc.Forms.Zip(expected))
        {
            Assert.Equal(numbers.Value, form.Correlation.Value!.Value, 1e-6);
            Assert.Equal(numbers.F, form.Test.F.Value!.Value, 1e-5);
            Assert.Equal((39, numbers.Df2), (form.Test.Df1, form.Test.Df2));
            Assert.Equal(numbers.Low, form.Correlation.Interval!.Low, 1e-6);
            Assert.Equal(numbers.High, form.Correlation.Interval!.High, 1e-6);
        }
    }

    [Theory]
    [InlineData("icc__shrout_fleiss_1979")]
    [InlineData("icc__six_readers_complete")]
    public void Complete_ratings_have_the_forms_of_the_analysis_of_variance(string name)
    {
        using var oracle = Oracle.Read(name);
        var reml = RemlIntraclass.Of(oracle.Matrix("ratings"));
        var anova = IntraclassCorrelation.Of(oracle.Matrix("ratings"));

        foreach (var (form, expected) in reml.Forms.Zip(anova.Forms))
        {
            Assert.Equal((expected.ShroutFleiss, expected.McGrawWong), (form.ShroutFleiss, form.McGrawWong));
            Assert.Equal(expected.Correlation.Value!.Value, form.Correlation.Value!.Value, 1e-9);
            Assert.Equal(expected.Correlation.Interval!.Low, form.Correlation.Interval!.Low, 1e-9);
            Assert.Equal(expected.Test.F.Value!.Value, form.Test.F.Value!.Value, 1e-7);
            Assert.Equal(expected.Test.Df2, form.Test.Df2);
        }
    }

    [Fact]
    public void Where_the_analysis_of_variance_is_negative_the_case_variance_is_0_and_the_fit_flagged()
    {
        using var oracle = Oracle.Read("icc__negative_values");
        var icc = RemlIntraclass.Of(oracle.Matrix("ratings"));

        Assert.True(icc.Singular);
        Assert.Equal(0, icc.Components.Case.Value);
        Assert.Equal(0, icc.AgreementSingle.Correlation.Value);
    }

    [Fact]
    public void Equal_ratings_and_a_single_reader_have_no_correlation_and_say_why()
    {
        var equal = RemlIntraclass.Of(RatingMatrix.FromRows([[3, 3], [3, 3]]));
        var alone = RemlIntraclass.Of(RatingMatrix.FromRows([[1], [2], [3]]));

        Assert.All(equal.Forms, form => Assert.Contains("all ratings are equal", form.Correlation.Reason, StringComparison.Ordinal));
        Assert.All(alone.Forms, form => Assert.Contains("too few ratings", form.Correlation.Reason, StringComparison.Ordinal));
    }
}
