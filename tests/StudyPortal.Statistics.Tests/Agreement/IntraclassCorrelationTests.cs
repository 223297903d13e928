using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class IntraclassCorrelationTests
{
    private const string IncompleteByReml = "icc__missing_reml_all_available";

    public static TheoryData<string> Vectors =>
        [.. Oracle.Family("icc").Select(row => row.Data).Where(name => name != IncompleteByReml)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void All_six_forms_equal_those_of_psych(string name)
    {
        using var oracle = Oracle.Read(name);
        var icc = IntraclassCorrelation.Of(oracle.Matrix("ratings"));

        oracle.Agrees("n_cases", icc.Cases);
        oracle.Agrees("n_readers", icc.Readers);
        oracle.Agrees("n_cases_dropped_incomplete", icc.DroppedCases);
        oracle.Agrees("icc", icc.AgreementSingle.Correlation);
        AgreesOnAnova(oracle, icc.Anova);
        foreach (var (index, form) in icc.Forms.Index())
        {
            oracle.IsNamed($"icc[{index}].shrout_fleiss", form.ShroutFleiss);
            oracle.IsNamed($"icc[{index}].mcgraw_wong", form.McGrawWong);
            oracle.Agrees($"icc[{index}].value", form.Correlation);
            oracle.Agrees($"icc[{index}]", form.Correlation.Interval);
            oracle.Agrees($"icc[{index}].f", form.Test.F);
            oracle.Agrees($"icc[{index}].df1", form.Test.Df1);
            oracle.Agrees($"icc[{index}].df2", form.Test.Df2);
            oracle.Agrees($"icc[{index}].p_value", form.Test.PValue);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void Readers_who_are_each_constant_do_not_agree_at_all()
    {
        var icc = IntraclassCorrelation.Of(RatingMatrix.FromRows([[1, 4], [1, 4], [1, 4]]));

        Assert.Equal(0, icc.AgreementSingle.Correlation.Value);
        Assert.Null(icc.AgreementSingle.Correlation.Interval);
        Assert.False(icc.Forms[2].Correlation.IsDefined);
    }

    [Fact]
    public void Rounding_noise_is_not_variance()
    {
        var icc = IntraclassCorrelation.Of(RatingMatrix.FromRows([[0.1, 0.4, 0.7], [0.2, 0.5, 0.8], [0.3, 0.6, 0.9]]));

        Assert.Equal(0, icc.Anova?.Residual);
        Assert.Equal(double.PositiveInfinity, icc.AgreementSingle.Test.F.Value);
    }

    private static void AgreesOnAnova(Oracle oracle, TwoWayAnova? anova)
    {
        oracle.Agrees("anova.ms_between_cases", anova?.BetweenCases);
        oracle.Agrees("anova.df_between_cases", anova?.CasesDf);
        oracle.Agrees("anova.ms_between_readers", anova?.BetweenReaders);
        oracle.Agrees("anova.df_between_readers", anova?.ReadersDf);
        oracle.Agrees("anova.ms_residual", anova?.Residual);
        oracle.Agrees("anova.df_residual", anova?.ResidualDf);
        oracle.Agrees("anova.ms_within", anova?.WithinCases);
        oracle.Agrees("anova.df_within", anova?.WithinDf);
    }
}
