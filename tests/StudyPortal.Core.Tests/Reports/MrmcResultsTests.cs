using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Tests.Reports;

public sealed class MrmcResultsTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void The_eight_readers_of_Ruschin_have_the_numbers_of_MRMCaov_RJafroc_and_iMRMC()
    {
        var found = Assert.Single(HandMadeSet.Compute(Ruschin()).Mrmc!);

        Assert.Null(found.Reason);
        Assert.Equal((90, 24), (found.Positives + found.Negatives, found.ReaderAreas.Count));
        var rockette = new ReferenceVector("mrmc_or__ruschin");
        var test = found.ObuchowskiRockette!.RandomReadersRandomCases;
        rockette.Agrees("jackknife.random_readers_random_cases.f", test.Statistic.Value, Tolerance);
        rockette.Agrees("jackknife.random_readers_random_cases.df2", test.Df2, 1e-6);
        rockette.Agrees("jackknife.random_readers_random_cases.pairs.0.ci_lower", test.Pairs[0].Difference.Low, Tolerance);
        rockette.Agrees("jackknife.random_readers_random_cases.modality_ci.2.ci_upper", test.Arms[2].Area.High, Tolerance);
        rockette.Agrees("jackknife.components.cov2", found.ObuchowskiRockette.Components.Cov2.Value, Tolerance);
        rockette.Agrees("jackknife.reader_auc.1.3", found.ReaderAreas.Single(area => area is { Arm: 1, Reader: "R4" }).Area.Value, Tolerance);
        var dorfman = new ReferenceVector("mrmc_dbm__ruschin");
        dorfman.Agrees("fixed_readers_random_cases.f", found.DorfmanBerbaumMetz!.FixedReadersRandomCases.Statistic.Value, Tolerance);
        dorfman.Agrees("random_readers_fixed_cases.pairs.1.p_value", found.DorfmanBerbaumMetz.RandomReadersFixedCases.Pairs[1].PValue.Value, Tolerance);
        var gallas = new ReferenceVector("mrmc_gallas__ruschin");
        gallas.Agrees("pairs.0.ci_bdg.lower", found.OneShot!.Pairs[0].Difference.Low, Tolerance);
        gallas.Agrees("modalities.0.ci_bdg.upper", found.OneShot.Arms[0].Area.High, Tolerance);
    }

    [Fact]
    public void Every_later_arm_is_tested_for_being_no_worse_than_the_first_with_the_readers_own_error()
    {
        var found = Assert.Single(HandMadeSet.Compute(Ruschin()).Mrmc!);

        var test = found.NonInferiority[0];
        Assert.Equal((1, 0, 0.05, 0.025), (test.First, test.Second, test.Margin, test.Alpha));

        // The vector has the first arm minus the second: -0.011625 with standard error 0.025019157063224.
        Assert.Equal(0.011625, test.Difference.Value.GetValueOrDefault(), Tolerance);
        Assert.Equal((0.011625 + 0.05) / 0.025019157063224, test.Statistic.Value.GetValueOrDefault(), 1e-6);
        Assert.True(test.IsShown);
    }

    [Fact]
    public void A_registered_margin_and_its_pairs_are_used()
    {
        var plan = new RegisteredPlan(
            PrimaryEndpoint.AreaNonInferiority, PlannedTest.ObuchowskiRockette, 1, [new PlannedPair(0, 2)], Margin: 0.1, Alpha: 0.1);

        var test = Assert.Single(HandMadeSet.Compute(Ruschin() with { Registered = plan }).Mrmc![0].NonInferiority);

        Assert.Equal((0, 2, 0.1, 0.05), (test.First, test.Second, test.Margin, test.Alpha));
    }

    [Fact]
    public void A_gap_drops_the_case_from_all_but_the_one_shot_analysis()
    {
        var set = Ruschin();
        var found = HandMadeSet.Compute(set with { Ratings = [.. set.Ratings.Where(rating => !(rating.Case == 5 && rating.Arm == 1 && rating.Reader == "R3"))] }).Mrmc![0];

        Assert.Equal(90, found.Positives + found.Negatives);
        Assert.Equal((89, 1), (found.ObuchowskiRockette!.Positives + found.ObuchowskiRockette.Negatives, found.ObuchowskiRockette.Dropped));
        Assert.NotNull(found.OneShot!.Pairs[0].PValue.Value);
    }

    [Theory]
    [InlineData(null, null, "the truth of the rated cases is not known")]
    [InlineData(true, null, "no negative cases")]
    [InlineData(false, false, "no positive cases")]
    public void Without_both_classes_the_reason_is_said(bool? first, bool? second, string reason)
    {
        var found = HandMadeSet.Compute(HandMadeSet.Rated(2, [first, second, first], (_, reader, item) => reader + item)).Mrmc![0];

        Assert.Equal(reason, found.Reason);
        Assert.Null(found.ObuchowskiRockette);
        Assert.Empty(found.NonInferiority);
    }

    [Fact]
    public void One_reader_speaks_for_himself_only()
    {
        var found = HandMadeSet.Compute(HandMadeSet.Rated(1, [true, true, true, false, false, false], (arm, _, item) => (item * (arm + 2) * 3 + arm) % 6)).Mrmc![0];

        Assert.NotNull(found.ObuchowskiRockette!.RandomReadersRandomCases.PValue.Reason);
        Assert.NotNull(found.ObuchowskiRockette.FixedReadersRandomCases.PValue.Value);
    }

    private static AnalysisSet Ruschin()
    {
        var input = new ReferenceVector("mrmc_or__ruschin").Input;
        var ratings = input.GetProperty("ratings");
        return HandMadeSet.Rated(8, [.. input.GetProperty("truth").EnumerateArray().Select(each => (bool?)(each.GetInt32() == 1))], (arm, reader, item) => ratings[arm][reader][item].GetInt32());
    }
}
