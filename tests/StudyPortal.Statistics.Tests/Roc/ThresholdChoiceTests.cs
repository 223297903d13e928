using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class ThresholdChoiceTests
{
    private static readonly RocSample Sample = new([0.9, 0.8, 0.8, 0.4], [0.8, 0.3, 0.2, 0.1, 0.1]);

    [Theory]
    [InlineData(0.2, 0.9, 1, 0)]
    [InlineData(0.25, 0.9, 1, 0)]
    [InlineData(0.26, 0.8, 3, 1)]
    [InlineData(0.75, 0.8, 3, 1)]
    [InlineData(1, 0.4, 4, 1)]
    public void A_sensitivity_is_reached_at_the_highest_threshold(double atLeast, double threshold, int truePositives, int falsePositives)
    {
        var choice = ThresholdChoice.ForSensitivity(Sample, atLeast);

        Assert.Equal(threshold, choice.Threshold.Value);
        Assert.Equal((truePositives, falsePositives), (choice.Point!.TruePositives, choice.Point.FalsePositives));
    }

    [Theory]
    [InlineData(0.1, 0.2, 4)]
    [InlineData(0.8, 0.4, 4)]
    [InlineData(0.81, 0.9, 1)]
    [InlineData(1, 0.9, 1)]
    public void A_specificity_is_reached_at_the_lowest_threshold(double atLeast, double threshold, int truePositives)
    {
        var choice = ThresholdChoice.ForSpecificity(Sample, atLeast);

        Assert.Equal(threshold, choice.Threshold.Value);
        Assert.Equal(truePositives, choice.Point!.TruePositives);
    }

    [Fact]
    public void Where_a_negative_scores_highest_only_infinity_is_fully_specific()
    {
        var choice = ThresholdChoice.ForSpecificity(new RocSample([0.5], [0.5, 0.1]), 1);

        Assert.Equal(double.PositiveInfinity, choice.Threshold.Value);
        Assert.Equal((0.0, 1.0), (choice.Point!.Sensitivity.Value!.Value, choice.Point.Specificity.Value!.Value));
    }

    [Fact]
    public void One_class_has_no_threshold_and_says_why()
    {
        var choice = ThresholdChoice.ForSensitivity(new RocSample([], [1, 2]), 0.9);

        Assert.Equal("no positive cases", choice.Threshold.Reason);
        Assert.Null(choice.Point);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_rate_that_cannot_be_is_refused(double atLeast)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdChoice.ForSensitivity(Sample, atLeast));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThresholdChoice.ForSpecificity(Sample, atLeast));
    }
}
