using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Mrmc;

public sealed class ObuchowskiRocketteTests
{
    private static readonly (string Name, ErrorCovariance Method)[] Methods =
        [("jackknife", ErrorCovariance.Jackknife), ("delong", ErrorCovariance.DeLong), ("unbiased", ErrorCovariance.Unbiased)];

    public static TheoryData<string> Factorial => ["mrmc_or__imrmc_example", "mrmc_or__penedo", "mrmc_or__ruschin", "mrmc_or__two_readers"];

    public static TheoryData<string> Unequal => Oracle.Family("mrmc_or_unequal");

    [Theory]
    [MemberData(nameof(Factorial))]
    public void Tests_of_crossed_studies_equal_those_of_MRMCaov(string name)
    {
        using var oracle = Oracle.Read(name);
        var sample = oracle.Sample();
        foreach (var (key, method) in Methods)
        {
            var analysis = ObuchowskiRockette.Of(sample, method);
            Assert.Equal(MrmcDesign.Factorial, analysis.Design);
            AgreesOnAreas(oracle, key + ".", analysis);
            AgreesOnTests(oracle, key, analysis);
            oracle.Agrees(key + ".fixed_readers_random_cases.clipped_variant.chi_square", analysis.FixedReadersClipped.Statistic);
            oracle.Agrees(key + ".fixed_readers_random_cases.clipped_variant.p_value", analysis.FixedReadersClipped.PValue);
            oracle.Agrees(key + ".random_readers_fixed_cases", analysis.RandomReadersFixedCases);
        }

        oracle.HasNothingLeft();
    }

    [Theory]
    [MemberData(nameof(Unequal))]
    public void Tests_of_unequal_designs_equal_those_of_MRMCaov_and_of_the_published_formulas(string name)
    {
        using var oracle = Oracle.Read(name);
        var sample = oracle.Sample();
        var design = Enum.Parse<MrmcDesign>(oracle.Input.GetProperty("design").GetString()!);
        foreach (var (key, method) in Methods)
        {
            var analysis = ObuchowskiRockette.Of(sample, key == "delong" ? ErrorCovariance.Jackknife : method, design);
            oracle.IsNamed("design", analysis.Design.ToString()!);
            AgreesOnAreas(oracle, string.Empty, analysis);
            AgreesOnTests(oracle, key, analysis);
            oracle.Agrees("random_readers_fixed_cases", analysis.RandomReadersFixedCases);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void One_reader_allows_only_fixed_readers_and_that_is_the_paired_DeLong_test()
    {
        using var oracle = Oracle.Read("mrmc_or__one_reader");
        var sample = oracle.Sample();

        var analysis = ObuchowskiRockette.Of(sample, ErrorCovariance.DeLong);

        oracle.Agrees("random_readers_random_cases", analysis.RandomReadersRandomCases.Statistic);
        oracle.Agrees("random_readers_fixed_cases", analysis.RandomReadersFixedCases.Statistic);
        var pair = Assert.Single(analysis.FixedReadersRandomCases.Pairs);
        oracle.Agrees("fixed_readers_random_cases", pair);
        oracle.HasNothingLeft();
        var (first, second) = RocSample.Paired(oracle.Truth("truth"), Scores(oracle.Cube("ratings"), 0), Scores(oracle.Cube("ratings"), 1));
        Assert.Equal(DeLong.ComparePaired(first, second).PValue.Value!.Value, pair.PValue.Value!.Value, 1e-12);
        Assert.Equal(pair, Assert.Single(Assert.Single(analysis.Readers).Pairs));
    }

    [Fact]
    public void Identical_arms_differ_by_0_and_nothing_is_tested()
    {
        using var oracle = Oracle.Read("mrmc_or__degenerate_identical_modalities");
        foreach (var (_, method) in Methods)
        {
            var analysis = ObuchowskiRockette.Of(oracle.Sample(), method);
            foreach (var test in new[] { analysis.RandomReadersRandomCases, analysis.FixedReadersRandomCases, analysis.RandomReadersFixedCases })
            {
                oracle.Agrees("difference", Assert.Single(test.Pairs).Difference);
                oracle.Agrees("f", test.Statistic);
                oracle.Agrees("p_value", test.PValue);
                Assert.All(test.Arms, arm => Assert.NotNull(arm.Area.Interval));
            }
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void Without_a_positive_case_no_area_is_defined()
    {
        using var oracle = Oracle.Read("mrmc_or__degenerate_one_class");

        var analysis = ObuchowskiRockette.Of(oracle.Sample());

        oracle.Agrees("reader_auc", analysis.ReaderAreas[0][0]);
        oracle.HasNothingLeft();
        Assert.Equal("no positive cases", analysis.RandomReadersRandomCases.Statistic.Reason);
    }

    private static void AgreesOnAreas(Oracle oracle, string at, ObuchowskiRockette analysis)
    {
        foreach (var (arm, readers) in analysis.ReaderAreas.Index())
        {
            foreach (var (reader, area) in readers.Index())
                oracle.Agrees($"{at}reader_auc[{arm}][{reader}]", area);
            oracle.Agrees($"{at}modality_mean[{arm}]", analysis.RandomReadersRandomCases.Arms[arm].Area);
        }

        oracle.Agrees(at + "anova.ms_t", analysis.MeanSquares.Arms);
        oracle.Agrees(at + "anova.ms_r", analysis.MeanSquares.Readers);
        oracle.Agrees(at + "anova.ms_tr", analysis.MeanSquares.ArmsByReaders);
    }

    private static void AgreesOnTests(Oracle oracle, string at, ObuchowskiRockette analysis)
    {
        oracle.Agrees(at + ".components.var_reader", analysis.Components.Reader);
        oracle.Agrees(at + ".components.var_treatment_reader", analysis.Components.ArmByReader);
        oracle.Agrees(at + ".components.var_error", analysis.Components.Error);
        oracle.Agrees(at + ".components.cov1", analysis.Components.Cov1);
        oracle.Agrees(at + ".components.cov2", analysis.Components.Cov2);
        oracle.Agrees(at + ".components.cov3", analysis.Components.Cov3);
        oracle.Agrees(at + ".random_readers_random_cases", analysis.RandomReadersRandomCases);
        oracle.Agrees(at + ".fixed_readers_random_cases", analysis.FixedReadersRandomCases);
        foreach (var (index, reader) in analysis.Readers.Index())
        {
            oracle.Agrees($"{at}.fixed_readers_random_cases.readers[{index}].reader", reader.Reader);
            oracle.Agrees($"{at}.fixed_readers_random_cases.readers[{index}]", reader.Pairs[0]);
        }

        foreach (var (index, arm) in analysis.Arms.Index())
        {
            oracle.Agrees($"{at}.random_readers_random_cases.modality_ci[{index}].ms_reader", arm.ReaderMeanSquare);
            oracle.Agrees($"random_readers_fixed_cases.modality_ci[{index}].ms_reader", arm.ReaderMeanSquare);
            oracle.Agrees($"{at}.random_readers_random_cases.modality_ci[{index}].cov2", arm.Cov2);
            oracle.Agrees($"{at}.fixed_readers_random_cases.modality_ci[{index}].cov2", arm.Cov2);
            oracle.Agrees($"{at}.fixed_readers_random_cases.modality_ci[{index}].var_error", arm.Error);
        }
    }

    private static double?[] Scores(RatingCube cube, int arm) =>
        [.. Enumerable.Range(0, cube.Cases).Select(@case => cube[arm, 0, @case])];
}
