using StudyPortal.Statistics.Roc;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class CalibrationLineTests
{
    private static readonly double[] Positives =
        [0.635, 0.926, 0.618, 0.956, 0.842, 0.942, 0.822, 0.847, 0.711, 0.962, 0.803, 0.67, 0.792, 0.86, 0.312, 0.368, 0.107, 0.381];

    private static readonly double[] Negatives =
    [
        0.277, 0.217, 0.547, 0.785, 0.491, 0.526, 0.708, 0.439, 0.239, 0.05, 0.588, 0.201, 0.926, 0.954, 0.574, 0.042, 0.726, 0.368, 0.679,
        0.477, 0.277, 0.488,
    ];

    /// <summary>R 4.2.2: glm(y ~ qlogis(p), binomial) and glm(y ~ 1 + offset(qlogis(p)), binomial), its weights taken at the last estimate.</summary>
    [Fact]
    public void Slope_and_intercepts_equal_those_of_R()
    {
        var line = CalibrationLine.Of(new RocSample(Positives, Negatives));

        Assert.Equal(0.603052200118411, line.Slope.Value.Value!.Value, 1e-12);
        Assert.Equal(0.262646803856771, line.Slope.StandardError.Value!.Value, 1e-12);
        Assert.Equal(-0.507728139772759, line.Intercept.Value.Value!.Value, 1e-12);
        Assert.Equal(0.376583572931855, line.Intercept.StandardError.Value!.Value, 1e-12);
        Assert.Equal(-0.738704249203025, line.InTheLarge.Value.Value!.Value, 1e-12);
        Assert.Equal(0.380191845264997, line.InTheLarge.StandardError.Value!.Value, 1e-12);
        Assert.Equal(0.603052200118411 + (1.959963984540054 * 0.262646803856771), line.Slope.Value.Interval!.High, 1e-12);
    }

    [Fact]
    public void Logits_moved_and_stretched_move_and_stretch_the_line()
    {
        var line = CalibrationLine.Of(new RocSample(Positives, Negatives));
        var other = CalibrationLine.Of(new RocSample([.. Positives.Select(Stretched)], [.. Negatives.Select(Stretched)]));

        Assert.Equal(line.Slope.Value.Value!.Value / 2, other.Slope.Value.Value!.Value, 1e-9);
        Assert.Equal(line.Intercept.Value.Value!.Value - (line.Slope.Value.Value.Value / 2 * 3), other.Intercept.Value.Value!.Value, 1e-9);

        static double Stretched(double p) => 1 / (1 + Math.Exp(-((2 * Math.Log(p / (1 - p))) + 3)));
    }

    [Fact]
    public void Predictions_that_separate_the_classes_have_no_slope_but_a_calibration_in_the_large()
    {
        var line = CalibrationLine.Of(new RocSample([0.6, 0.9], [0.1, 0.6]));

        Assert.Contains("separate", line.Slope.Value.Reason, StringComparison.Ordinal);
        Assert.Contains("separate", line.Intercept.Value.Reason, StringComparison.Ordinal);
        Assert.True(line.InTheLarge.Value.IsDefined);
    }

    [Fact]
    public void Predictions_all_alike_are_measured_in_the_large_only()
    {
        var line = CalibrationLine.Of(new RocSample([0.5, 0.5, 0.5], [0.5]));

        Assert.Contains("alike", line.Slope.Value.Reason, StringComparison.Ordinal);
        Assert.Equal(Math.Log(3), line.InTheLarge.Value.Value!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(4 / 3.0), line.InTheLarge.StandardError.Value!.Value, 1e-12);
    }

    [Theory]
    [InlineData(0, 0.5, "0 or 1")]
    [InlineData(0.5, 1, "0 or 1")]
    public void A_probability_without_a_finite_logit_is_named(double positive, double negative, string named)
    {
        var line = CalibrationLine.Of(new RocSample([positive, 0.6], [negative, 0.4]));

        Assert.Contains(named, line.Slope.Value.Reason, StringComparison.Ordinal);
        Assert.Contains(named, line.InTheLarge.Value.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_is_named() => Assert.Equal("no positive cases", CalibrationLine.Of(new RocSample([], [0.2])).InTheLarge.Value.Reason);

    [Fact]
    public void Predictions_near_0_and_1_still_converge()
    {
        var line = CalibrationLine.Of(new RocSample([1e-9, 0.5, 1 - 1e-9], [1e-9, 1e-12, 0.5, 1 - 1e-9]));

        Assert.InRange(line.Slope.Value.Value!.Value, 0, 0.1);
        Assert.True(line.InTheLarge.Value.IsDefined);
    }
}
