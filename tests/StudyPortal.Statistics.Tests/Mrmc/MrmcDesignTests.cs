using StudyPortal.Statistics.Mrmc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Mrmc;

public sealed class MrmcDesignTests
{
    [Theory]
    [InlineData("mrmc_or__imrmc_example", MrmcDesign.Factorial)]
    [InlineData("mrmc_or_unequal__cases_in_readers", MrmcDesign.CasesNestedInReaders)]
    [InlineData("mrmc_or_unequal__cases_in_arms", MrmcDesign.CasesNestedInArms)]
    [InlineData("mrmc_or_unequal__readers_in_arms", MrmcDesign.ReadersNestedInArms)]
    [InlineData("mrmc_or_unequal__split_plot", MrmcDesign.ReaderGroups)]
    public void The_design_is_read_off_the_cells_that_hold_scores(string name, MrmcDesign expected)
    {
        using var oracle = Oracle.Read(name);

        Assert.Equal(expected, ObuchowskiRockette.Of(oracle.Sample()).Design);
    }

    [Fact]
    public void A_case_with_a_gap_is_dropped_from_a_crossed_study_and_counted()
    {
        using var oracle = Oracle.Read("mrmc_gallas__imrmc_example_missing");
        using var policy = Oracle.Read("mrmc_dbm__missing_policy");
        var (cube, truth) = (oracle.Cube("ratings"), oracle.Truth("truth"));
        var complete = cube.CompleteCases(out var dropped);
        var kept = Enumerable.Range(0, cube.Cases).Where(@case =>
            Enumerable.Range(0, cube.Arms).All(arm => Enumerable.Range(0, cube.Readers).All(reader => cube[arm, reader, @case].HasValue)));
        var byHand = new MrmcSample(complete, [.. kept.Select(@case => truth[@case])]);

        var areas = ObuchowskiRockette.Of(oracle.Sample());
        var pseudovalues = DorfmanBerbaumMetz.Of(oracle.Sample());

        Assert.InRange(dropped, 1, 79);
        Assert.Equal((MrmcDesign.Factorial, dropped, dropped), (areas.Design, areas.Dropped, pseudovalues.Dropped));
        Assert.Equal(ObuchowskiRockette.Of(byHand).RandomReadersRandomCases.Statistic, areas.RandomReadersRandomCases.Statistic);
        Assert.Equal(DorfmanBerbaumMetz.Of(byHand).RandomReadersRandomCases.Statistic, pseudovalues.RandomReadersRandomCases.Statistic);
        policy.IsNamed("policy", "drop such cases (listwise) and report the number dropped, or fall back to the U-statistic (Gallas) analysis; never impute silently");
        policy.HasNothingLeft();
    }

    [Fact]
    public void A_case_of_unknown_truth_and_one_without_scores_are_left_out()
    {
        var scores = new double?[1, 1, 6];
        for (var @case = 0; @case < 5; @case++)
            scores[0, 0, @case] = @case;
        var sample = new MrmcSample(new RatingCube(scores), [false, false, true, true, null, true]);

        Assert.Equal((2, 2, 2), (sample.Positives, sample.Negatives, sample.LeftOut));
    }

    [Fact]
    public void A_design_that_the_scores_do_not_form_is_refused()
    {
        using var oracle = Oracle.Read("mrmc_or__two_readers");

        Assert.Throws<ArgumentException>(() => ObuchowskiRockette.Of(oracle.Sample(), design: MrmcDesign.CasesNestedInReaders));
    }

    [Fact]
    public void Truth_for_other_cases_is_refused() =>
        Assert.Throws<ArgumentException>(() => new MrmcSample(new RatingCube(new double?[2, 2, 3]), [true, false]));

    [Fact]
    public void Readers_of_some_arms_only_form_no_design_but_the_one_shot_analysis_takes_them()
    {
        var sample = SimulatedReaders.Draw(new Random(2), arms: 3, readers: 4, cases: 40, (arm, reader, _) => reader != 0 || arm != 2);

        var analysis = ObuchowskiRockette.Of(sample);

        Assert.Null(analysis.Design);
        Assert.Contains("some readers", analysis.RandomReadersRandomCases.Statistic.Reason, StringComparison.Ordinal);
        Assert.All(OneShot.Of(sample).Pairs, pair => Assert.True(pair.Variance.IsDefined));
    }

    [Fact]
    public void Without_a_complete_case_the_crossed_analyses_say_so_and_the_others_go_on()
    {
        // Every case lacks one of four readers.
        var sample = SimulatedReaders.Draw(new Random(5), arms: 2, readers: 4, cases: 60, (_, reader, @case) => (@case / 2) % 4 != reader);

        Assert.Contains("no case", ObuchowskiRockette.Of(sample).RandomReadersRandomCases.PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("no case", DorfmanBerbaumMetz.Of(sample).RandomReadersRandomCases.PValue.Reason, StringComparison.Ordinal);
        Assert.True(ObuchowskiRockette.Of(sample, design: MrmcDesign.PartlyPaired).RandomReadersRandomCases.PValue.IsDefined);
        Assert.True(OneShot.Of(sample).Pairs[0].Comparison.PValue.IsDefined);
    }

    [Fact]
    public void DeLong_needs_the_same_cases_or_none_in_common()
    {
        var overlapping = SimulatedReaders.Draw(new Random(5), arms: 2, readers: 4, cases: 60, (_, reader, @case) => (@case / 2) % 4 != reader);
        var groups = SimulatedReaders.Draw(new Random(5), arms: 2, readers: 4, cases: 60, (_, reader, @case) => (@case / 2) % 2 == reader % 2);

        var analysis = ObuchowskiRockette.Of(overlapping, ErrorCovariance.DeLong, MrmcDesign.PartlyPaired);
        Assert.Contains("DeLong", analysis.RandomReadersRandomCases.PValue.Reason, StringComparison.Ordinal);
        Assert.Contains("DeLong", analysis.FixedReadersRandomCases.PValue.Reason, StringComparison.Ordinal);
        Assert.True(analysis.RandomReadersFixedCases.PValue.IsDefined);

        var (delong, jackknife) = (ObuchowskiRockette.Of(groups, ErrorCovariance.DeLong), ObuchowskiRockette.Of(groups));
        Assert.Equal(MrmcDesign.ReaderGroups, delong.Design);
        Assert.Equal(jackknife.Components.Cov1.Value!.Value, delong.Components.Cov1.Value!.Value, 0.1 * delong.Components.Error.Value!.Value);
    }

    /// <summary>
    /// Six hundred studies show 0.05 within 0.02; a wrong error term shows 0.1 and more. The one-shot test is conservative where its degrees
    /// of freedom count the readers of the smaller arm.
    /// </summary>
    [Theory]
    [InlineData(MrmcDesign.Factorial)]
    [InlineData(MrmcDesign.CasesNestedInReaders)]
    [InlineData(MrmcDesign.CasesNestedInArms)]
    [InlineData(MrmcDesign.ReadersNestedInArms)]
    [InlineData(MrmcDesign.ReaderGroups)]
    [InlineData(MrmcDesign.PartlyPaired)]
    public void Arms_that_do_not_differ_are_found_different_in_one_study_of_twenty(MrmcDesign design)
    {
        const int studies = 600;
        var random = new Random(20261130);
        var (areas, oneShot) = (0, 0);
        for (var study = 0; study < studies; study++)
        {
            var sample = SimulatedReaders.Draw(random, arms: 2, readers: 8, cases: 64, (arm, reader, @case) => IsScored(design, arm, reader, @case / 2));
            if (ObuchowskiRockette.Of(sample, design: design).RandomReadersRandomCases.PValue.Value < 0.05) areas++;
            if (OneShot.Of(sample).Pairs[0].Comparison.PValue.Value < 0.05) oneShot++;
        }

        Assert.InRange(areas / (double)studies, 0.02, 0.08);
        Assert.InRange(oneShot / (double)studies, 0.01, 0.08);
    }

    private static bool IsScored(MrmcDesign design, int arm, int reader, int @case) => design switch
    {
        MrmcDesign.CasesNestedInReaders => @case % 8 == reader,
        MrmcDesign.CasesNestedInArms => @case % 2 == arm,
        MrmcDesign.ReadersNestedInArms => reader < 5 == (arm == 0),
        MrmcDesign.ReaderGroups => @case % 2 == (reader < 5 ? 0 : 1),
        MrmcDesign.PartlyPaired => ((@case * 7) + (reader * 3) + arm) % 5 != 0,
        _ => true,
    };
}
