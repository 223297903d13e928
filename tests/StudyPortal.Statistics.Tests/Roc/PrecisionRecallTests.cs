using StudyPortal.Statistics.Resampling;
using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class PrecisionRecallTests
{
    public static TheoryData<string> Vectors => Oracle.Family("pr_auc");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Average_precision_trapezoid_and_prevalence_equal_those_of_scikit_learn(string name)
    {
        using var oracle = Oracle.Read(name);
        foreach (var (marker, scores) in oracle.Scores())
        {
            var sample = RocSample.From(oracle.Truth(), scores);
            oracle.Agrees($"{marker}.average_precision", PrecisionRecall.AveragePrecision(sample));
            oracle.Agrees("average_precision", PrecisionRecall.AveragePrecision(sample));
            oracle.Agrees($"{marker}.pr_auc_trapezoid", PrecisionRecall.TrapezoidArea(sample));
            oracle.Agrees($"{marker}.prevalence", sample.Prevalence.Value);
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void The_curve_begins_at_precision_1_and_lets_ties_enter_together()
    {
        var curve = PrecisionRecall.Curve(new RocSample([0.9, 0.5], [0.5, 0.1]));

        Assert.Equal(
            [
                new PrecisionRecallPoint(double.PositiveInfinity, 0, 1),
                new PrecisionRecallPoint(0.9, 0.5, 1),
                new PrecisionRecallPoint(0.5, 1, 2.0 / 3),
                new PrecisionRecallPoint(0.1, 1, 0.5),
            ],
            curve);
    }

    [Fact]
    public void Without_positive_cases_there_is_no_curve_and_no_area()
    {
        var sample = new RocSample([], [0.1, 0.2]);

        Assert.Empty(PrecisionRecall.Curve(sample));
        Assert.Equal("no positive cases", PrecisionRecall.AveragePrecision(sample).Reason);
        Assert.Equal("no positive cases", PrecisionRecall.TrapezoidArea(sample).Reason);
    }

    [Fact]
    public void Scores_that_separate_the_classes_have_an_interval_of_no_width()
    {
        var precision = PrecisionRecall.AveragePrecision(
            new RocSample([3, 4, 5], [0, 1, 2]), new BootstrapPlan(200, seed: 1), TestContext.Current.CancellationToken);

        Assert.Equal((1.0, 1.0, 1.0), (precision.Value!.Value, precision.Interval!.Low, precision.Interval.High));
    }

    [Fact]
    public void The_interval_of_constant_scores_is_the_prevalence_which_every_draw_keeps()
    {
        var precision = PrecisionRecall.AveragePrecision(
            new RocSample([1, 1], [1, 1, 1]), new BootstrapPlan(200, seed: 1), TestContext.Current.CancellationToken);

        Assert.Equal((0.4, 0.4, 0.4), (precision.Value!.Value, precision.Interval!.Low, precision.Interval.High));
    }
}
