using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>Every coefficient of agreement against what R made of the same six readers, forty cases and ten missing ratings.</summary>
public sealed class AgreementSectionTests
{
    private static readonly QuestionResults Six = RatedTable.OfReaders(new ReferenceVector("icc__missing_reml_all_available").Input.GetProperty("ratings"));

    private static AgreementTable OfArm => Six.AgreementTables![0];

    [Fact]
    public void The_six_intraclass_correlations_have_the_values_intervals_and_F_tests_of_complete_cases()
    {
        var vector = new ReferenceVector("icc__six_readers_missing_listwise");

        Assert.Equal((40, 31), (OfArm.Maps, OfArm.CompleteMaps));
        foreach (var (index, form) in OfArm.Intraclass.Index())
        {
            vector.Agrees($"icc.{index}.value", form.Correlation.Value);
            vector.Agrees($"icc.{index}.ci_lower", form.Correlation.Low, 1e-6);
            vector.Agrees($"icc.{index}.ci_upper", form.Correlation.High, 1e-6);
            vector.Agrees($"icc.{index}.f", form.Test.F.Value, 1e-8);
            vector.Agrees($"icc.{index}.df2", form.Test.Df2);
        }
    }

    [Fact]
    public void Missing_ratings_give_the_correlations_of_REML_beside_them_and_complete_ones_none()
    {
        var vector = new ReferenceVector("icc__missing_reml_all_available");

        vector.Agrees("icc_A1", Reml("ICC(A,1)"), 1e-4);
        vector.Agrees("icc_C1", Reml("ICC(C,1)"), 1e-4);
        vector.Agrees("icc_Ak", Reml("ICC(A,k)"), 1e-4);
        vector.Agrees("icc_Ck", Reml("ICC(C,k)"), 1e-4);
        Assert.Empty(RatedTable.Analyse("R1,1,a,1\nR2,1,a,2\nR1,2,a,4\nR2,2,a,4\n").AgreementTables![0].IntraclassReml);
        double? Reml(string name) => OfArm.IntraclassReml.Single(form => form.McGrawWong == name).Correlation.Value;
    }

    [Fact]
    public void Alpha_has_its_value_under_every_level()
    {
        var vector = new ReferenceVector("krippendorff_alpha__six_readers_missing");

        Assert.Equal([AlphaLevel.Nominal, AlphaLevel.Ordinal, AlphaLevel.Interval, AlphaLevel.Ratio], OfArm.Alphas.Select(alpha => alpha.Level));
        foreach (var alpha in OfArm.Alphas)
        {
            vector.Agrees($"{alpha.Level.ToString().ToLowerInvariant()}.alpha", alpha.Alpha.Value);
            Assert.True(alpha.Alpha.Low < alpha.Alpha.Value && alpha.Alpha.Value < alpha.Alpha.High);
            Assert.Equal((40, 230), (alpha.Units, alpha.PairableValues));
        }
    }

    [Fact]
    public void Weighted_coefficients_and_Fleiss_are_those_of_irrCAC_and_irr()
    {
        var (gwet, cohen, fleiss) = (
            new ReferenceVector("gwet__six_readers_missing"), new ReferenceVector("cohen_kappa__all_pairs_missing"), new ReferenceVector("fleiss_kappa__six_readers_missing"));

        var gwets = RatedTable.OfReaders(gwet.Input.GetProperty("ratings")).AgreementTables![0].Weighted;
        foreach (var (weighted, name) in gwets.Zip(["unweighted_AC1", "linear_AC2", "quadratic_AC2"]))
        {
            gwet.Agrees($"{name}.percent_agreement.value", weighted.Percent.Value.Value);
            gwet.Agrees($"{name}.gwet.value", weighted.Gwet.Value.Value);
            gwet.Agrees($"{name}.gwet.ci_lower", weighted.Gwet.Value.Low, 1e-7);
            gwet.Agrees($"{name}.weighted_fleiss_kappa.se", weighted.Fleiss.StandardError.Value);
        }

        foreach (var (weighted, name) in OfArm.Weighted.Zip(["unweighted", "linear", "quadratic"]))
        {
            cohen.Agrees($"light_mean_kappa.{name}", weighted.CohenMean.Value);
            Assert.Equal(15, weighted.CohenPairs);
        }

        fleiss.Agrees("complete_cases.value", OfArm.Fleiss.Kappa.Value);
        fleiss.Agrees("complete_cases.se_null", OfArm.Fleiss.NullStandardError.Value);
        fleiss.Agrees("generalised_all_available.ci_upper", OfArm.Fleiss.Generalised.High, 1e-7);
    }

    [Fact]
    public void Two_readers_have_the_kappas_and_the_limits_of_the_reference_program()
    {
        var pair = Six.ReaderPairs![0].Pairs[0];
        var (kappa, limits) = (new ReferenceVector("cohen_kappa__all_pairs_missing"), new ReferenceVector("bland_altman__two_readers_missing"));

        Assert.Equal(("R1", "R2", 40), (pair.First, pair.Second, pair.Maps));
        kappa.Agrees("pairs.0.unweighted.value", pair.Kappa.Value);
        kappa.Agrees("pairs.0.quadratic.value", pair.QuadraticKappa.Value);
        kappa.Agrees("pairs.0.linear.ci_lower", pair.LinearKappa.Low, 1e-7);
        limits.Agrees("mean_difference", pair.Differences.Bias.Value);
        limits.Agrees("mean_ci.lower", pair.Differences.Bias.Low, 1e-7);
        limits.Agrees("loa_upper", pair.Differences.UpperLimit.Value);
        limits.Agrees("proportional_bias.p_value", pair.Differences.CorrelationPValue.Value);
    }

    [Fact]
    public void The_last_tables_are_over_the_maps_of_all_arms()
    {
        var question = RatedTable.Analyse("R1,1,a,1\nR2,1,a,2\nR1,2,a,4\nR2,2,a,4\nR1,1,b,3\nR2,1,b,3\nR1,2,b,0\n");

        Assert.Equal([0, 1, null], question.AgreementTables!.Select(table => table.Arm));
        Assert.Equal([2, 2, 4], question.AgreementTables!.Select(table => table.Maps));
        Assert.Equal([2, 1, 3], question.ReaderPairs!.Select(table => table.Pairs.Single().Maps));
        Assert.Equal(question.Agreement.Alpha, question.AgreementTables![2].Alphas[1].Alpha);
        Assert.Equal(2.0 / 3, question.ReaderPairs![2].Pairs[0].Exact.Value!.Value, 1e-12);
    }
}
