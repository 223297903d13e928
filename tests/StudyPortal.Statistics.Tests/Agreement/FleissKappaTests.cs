using StudyPortal.Statistics.Agreement;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Agreement;

public sealed class FleissKappaTests
{
    private static readonly double[] Scale = [0, 1, 2, 3];

    public static TheoryData<string> Vectors => Oracle.Family("fleiss_kappa");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Kappa_overall_per_category_and_generalised_equals_the_published_definitions(string name)
    {
        using var oracle = Oracle.Read(name);
        var kappa = FleissKappa.Of(oracle.Matrix("ratings"), [.. oracle.Series("categories").OfType<double>()]);

        foreach (var at in new[] { string.Empty, "complete_cases." })
        {
            oracle.Agrees(at + "n_cases", kappa.Cases);
            oracle.Agrees(at + "n_readers", kappa.Readers);
            oracle.Agrees(at + "p_observed", kappa.Observed);
            oracle.Agrees(at + "p_expected", kappa.Expected);
            oracle.Agrees(at + "value", kappa.Kappa);
            oracle.Agrees(at + "se_null", kappa.NullStandardError);
            oracle.Agrees(at + "z", kappa.Z);
            oracle.Agrees(at + "p_value", kappa.PValue);
            oracle.Agrees(at + "ci_null_se", kappa.NullInterval, ".lower", ".upper");
            AgreesOnCategories(oracle, at, kappa.Categories);
        }

        GwetAgreementTests.Agrees(oracle, "generalised_all_available", kappa.Generalised);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void The_interval_to_report_is_not_built_from_the_null_standard_error()
    {
        var kappa = FleissKappa.Of(RatingMatrix.FromRows([[1, 1, 2], [2, 2, 2], [3, 3, 1], [1, 1, 1]]), Scale);

        Assert.Null(kappa.Kappa.Interval);
        Assert.Contains("generalised", kappa.Kappa.Reason, StringComparison.Ordinal);
        Assert.NotNull(kappa.Generalised.Value.Interval);
    }

    [Fact]
    public void Without_a_complete_case_only_the_generalised_form_is_left()
    {
        var kappa = FleissKappa.Of(RatingMatrix.FromRows([[1, 1, null], [2, null, 1], [null, 3, 3]]), Scale);

        Assert.Equal((0, 3), (kappa.Cases, kappa.DroppedCases));
        Assert.Equal("no complete case", kappa.Kappa.Reason);
        Assert.Empty(kappa.Categories);
        Assert.True(kappa.Generalised.Value.IsDefined);
    }

    [Fact]
    public void One_category_alone_leaves_kappa_undefined_overall_and_for_itself()
    {
        var kappa = FleissKappa.Of(RatingMatrix.FromRows([[2, 2], [2, 2]]), Scale);

        Assert.Contains("0/0", kappa.Kappa.Reason, StringComparison.Ordinal);
        Assert.Contains("0/0", kappa.Generalised.Value.Reason, StringComparison.Ordinal);
        Assert.Equal("no other category is used", kappa.Categories[2].Kappa.Reason);
        Assert.Equal("the category is never used", kappa.Categories[0].Kappa.Reason);
    }

    [Fact]
    public void Full_agreement_is_exactly_1()
    {
        var kappa = FleissKappa.Of(RatingMatrix.FromRows([[0, 0, 0], [1, 1, 1], [3, 3, 3]]), Scale);

        Assert.Equal(1, kappa.Kappa.Value);
        Assert.Equal(1, kappa.Generalised.Value.Value);
        Assert.Equal(0, kappa.Generalised.StandardError.Value);
    }

    [Fact]
    public void A_rating_off_the_declared_scale_is_refused_with_its_place()
    {
        var error = Assert.Throws<ArgumentException>(() => FleissKappa.Of(RatingMatrix.FromRows([[1, 2], [1, 9]]), Scale));

        Assert.Contains("Rating [1, 1] is 9", error.Message, StringComparison.Ordinal);
    }

    private static void AgreesOnCategories(Oracle oracle, string at, IReadOnlyList<FleissCategory> categories)
    {
        foreach (var (index, category) in categories.Index())
        {
            oracle.Agrees($"{at}category[{index}].category", category.Category);
            oracle.Agrees($"{at}category[{index}].proportion", category.Proportion);
            oracle.Agrees($"{at}category[{index}].kappa", category.Kappa);
            oracle.Agrees($"{at}category[{index}].se_null", category.NullStandardError);
            oracle.Agrees($"{at}category[{index}].z", category.Z);
            oracle.Agrees($"{at}category[{index}].p_value", category.PValue);
        }
    }
}
