using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class PartialAreaTests
{
    public static TheoryData<string> Vectors => Oracle.Family("partial_auc");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Raw_and_standardised_areas_equal_those_of_pROC_and_scikit_learn(string name)
    {
        using var oracle = Oracle.Read(name);
        foreach (var (marker, scores) in oracle.Scores())
        {
            var sample = RocSample.From(oracle.Truth(), scores);
            AgreesOn(oracle, $"{marker}.specificity_1_to_0.9", PartialArea.Of(sample, PartialFocus.Specificity, 0.9));
            AgreesOn(oracle, $"{marker}.specificity_1_to_0.8", PartialArea.Of(sample, PartialFocus.Specificity, 0.8));
            AgreesOn(oracle, $"{marker}.sensitivity_1_to_0.9", PartialArea.Of(sample, PartialFocus.Sensitivity, 0.9));
            oracle.Agrees($"{marker}.max_fpr_0.1", PartialArea.Of(sample, PartialFocus.Specificity, 1 - 0.1).McClish);
            oracle.Agrees($"{marker}.max_fpr_0.2", PartialArea.Of(sample, PartialFocus.Specificity, 1 - 0.2).McClish);
            oracle.Agrees($"{marker}.auc", DeLong.Area(sample).Area);
        }

        oracle.HasNothingLeft();
    }

    /// <summary>pROC 1.18.0, aSAH, s100b: auc(partial.auc = c(0.9, 0.7)) and c(0.95, 0.6) with partial.auc.focus = "se".</summary>
    [Fact]
    public void A_range_within_the_curve_equals_that_of_pROC()
    {
        var overSpecificity = PartialArea.Of(Asah.S100b, PartialFocus.Specificity, 0.7, 0.9);
        var overSensitivity = PartialArea.Of(Asah.S100b, PartialFocus.Sensitivity, 0.6, 0.95);

        Assert.Equal(0.11162827461608, overSpecificity.Raw.Value!.Value, 1e-12);
        Assert.Equal(0.723838358175248, overSpecificity.McClish.Value!.Value, 1e-12);
        Assert.Equal(0.167038448509485, overSensitivity.Raw.Value!.Value, 1e-12);
        Assert.Equal(0.662743683888452, overSensitivity.McClish.Value!.Value, 1e-12);
    }

    [Theory]
    [InlineData(PartialFocus.Specificity)]
    [InlineData(PartialFocus.Sensitivity)]
    public void Over_the_whole_range_both_are_the_area_under_the_curve(PartialFocus focus)
    {
        var whole = PartialArea.Of(Asah.S100b, focus, 0);
        var area = DeLong.Area(Asah.S100b).Area.Value!.Value;

        Assert.Equal(area, whole.Raw.Value!.Value, 1e-12);
        Assert.Equal(area, whole.McClish.Value!.Value, 1e-12);
    }

    /// <summary>pROC 1.18.0, 10,000 stratified replicates: 0.01955 to 0.04946.</summary>
    [Fact]
    public void The_bootstrap_interval_lands_where_that_of_pROC_does()
    {
        var partial = PartialArea.Of(
            Asah.S100b, PartialFocus.Specificity, 0.9, 1, new BootstrapPlan(10_000, seed: 4), TestContext.Current.CancellationToken);

        Assert.Equal(0.0327574525745257, partial.Raw.Value!.Value, 1e-12);
        Assert.Equal(0.01955, partial.Raw.Interval!.Low, 0.001);
        Assert.Equal(0.04946, partial.Raw.Interval.High, 0.001);
        Assert.Equal((1 + ((partial.Raw.Interval.Low - 0.005) / 0.095)) / 2, partial.McClish.Interval!.Low, 1e-12);
    }

    [Fact]
    public void One_class_has_no_partial_area_and_says_why()
    {
        var partial = PartialArea.Of(new RocSample([1, 2], []), PartialFocus.Specificity, 0.9);

        Assert.Equal("no negative cases", partial.Raw.Reason);
        Assert.Equal("no negative cases", partial.McClish.Reason);
    }

    [Theory]
    [InlineData(0.9, 0.9)]
    [InlineData(-0.1, 1)]
    [InlineData(0.5, 1.1)]
    [InlineData(double.NaN, 1)]
    public void A_range_that_cannot_be_is_refused(double from, double to) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialArea.Of(Asah.S100b, PartialFocus.Specificity, from, to));

    private static void AgreesOn(Oracle oracle, string at, PartialArea partial)
    {
        oracle.Agrees(at + ".raw", partial.Raw);
        oracle.Agrees(at + ".mcclish", partial.McClish);
    }
}
