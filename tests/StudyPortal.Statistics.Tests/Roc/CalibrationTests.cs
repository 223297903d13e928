using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class CalibrationTests
{
    public static TheoryData<string> Vectors => Oracle.Family("brier_ece");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Brier_score_and_calibration_error_equal_those_of_scikit_learn(string name)
    {
        using var oracle = Oracle.Read(name);
        foreach (var model in oracle.Input.GetProperty("probabilities").EnumerateObject())
        {
            var sample = RocSample.From(oracle.Truth(), [.. model.Value.EnumerateArray().Select(value => (double?)value.GetDouble())]);
            foreach (var at in new[] { string.Empty, model.Name + "." })
            {
                var brier = BrierScore.Of(sample);
                oracle.Agrees(at + "brier", brier.Score);
                oracle.Agrees(at + "brier_skill_score", brier.Skill);
                AgreesOnBins(oracle, at + "ece_uniform_10", CalibrationError.Uniform(sample));
                AgreesOnBins(oracle, at + "ece_quantile_5", CalibrationError.Quantile(sample));
            }
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void The_interval_of_the_Brier_score_is_that_of_a_mean()
    {
        var brier = BrierScore.Of(new RocSample([0.5, 1], [0.5, 0]));

        // Errors 1/4, 0, 1/4, 0: standard deviation 1/(4 sqrt 3), of their mean half as much.
        Assert.Equal(0.125, brier.Score.Value);
        Assert.Equal(0.125 + (1.959963984540054 / (8 * Math.Sqrt(3))), brier.Score.Interval!.High, 1e-12);
        Assert.Equal(0, brier.Score.Interval.Low);
    }

    [Fact]
    public void Errors_that_are_all_alike_or_alone_give_no_interval()
    {
        Assert.Equal("every case has the same error", BrierScore.Of(new RocSample([0.75], [0.25])).Score.Reason);
        Assert.Equal("an interval needs at least two cases", BrierScore.Of(new RocSample([0.7], [])).Score.Reason);
        Assert.Equal("no cases", BrierScore.Of(new RocSample([], [])).Score.Reason);
    }

    [Fact]
    public void An_empty_bin_is_listed_and_says_that_it_is_empty()
    {
        var error = CalibrationError.Uniform(new RocSample([0.9], [0.1]), bins: 3);

        Assert.Equal([1, 0, 1], error.Bins.Select(bin => bin.Cases));
        Assert.Equal("the bin is empty", error.Bins[1].Gap.Reason);
        Assert.Equal(0.1, error.Expected.Value!.Value, 1e-12);
    }

    [Fact]
    public void Tied_probabilities_are_not_torn_apart_by_quantile_bins()
    {
        var error = CalibrationError.Quantile(new RocSample([0.2, 0.2, 0.2, 0.7], [0.2, 0.2, 0.2, 0.1]), bins: 4);

        Assert.Equal([7, 0, 0, 1], error.Bins.Select(bin => bin.Cases));
    }

    [Fact]
    public void Scores_that_are_no_probabilities_have_no_calibration()
    {
        var scores = new RocSample([1.2], [-0.3]);

        Assert.Empty(CalibrationError.Uniform(scores).Bins);
        Assert.Contains("no probabilities", CalibrationError.Quantile(scores).Expected.Reason, StringComparison.Ordinal);
        Assert.Contains("no probabilities", CalibrationLine.Of(scores).Slope.Value.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bins_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CalibrationError.Uniform(new RocSample([0.5], [0.5]), bins: 0));

    private static void AgreesOnBins(Oracle oracle, string at, CalibrationError error)
    {
        oracle.Agrees(at, error.Expected);
        oracle.Agrees(at + ".ece", error.Expected);
        oracle.Agrees(at + ".mce", error.Maximum);
        foreach (var (index, bin) in error.Bins.Index())
        {
            oracle.Agrees($"{at}.bins[{index}].lower", bin.Low);
            oracle.Agrees($"{at}.bins[{index}].upper", bin.High);
            oracle.Agrees($"{at}.bins[{index}].n", bin.Cases);
            oracle.Agrees($"{at}.bins[{index}].mean_predicted", bin.MeanPredicted);
            oracle.Agrees($"{at}.bins[{index}].fraction_positive", bin.Observed.Value);
        }
    }
}
