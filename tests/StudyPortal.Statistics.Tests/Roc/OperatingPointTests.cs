using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class OperatingPointTests
{
    public static TheoryData<string> Thresholds => Oracle.Family("thresholds_wilson");

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void Counts_and_Wilson_intervals_equal_those_of_R(string name)
    {
        using var oracle = Oracle.Read(name);
        var sample = RocSample.From(oracle.Truth(), oracle.Series("score"));
        foreach (var (index, row) in oracle.Expected.GetProperty("rows").EnumerateArray().Index())
        {
            var threshold = row.GetProperty("threshold").GetDouble();
            AgreesOnRow(oracle, $"rows[{index}].", OperatingPoint.At(sample, threshold));
        }

        oracle.HasNothingLeft();
    }

    [Fact]
    public void A_threshold_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => OperatingPoint.At(new RocSample([1], [0]), double.NaN));

    private static void AgreesOnRow(Oracle oracle, string at, OperatingPoint point)
    {
        oracle.Agrees(at + "threshold", point.Threshold);
        oracle.Agrees(at + "tp", point.TruePositives);
        oracle.Agrees(at + "fp", point.FalsePositives);
        oracle.Agrees(at + "tn", point.TrueNegatives);
        oracle.Agrees(at + "fn", point.FalseNegatives);
        AgreesOnProportion(oracle, at + "sensitivity", point.Sensitivity);
        AgreesOnProportion(oracle, at + "specificity", point.Specificity);
        AgreesOnProportion(oracle, at + "ppv", point.PositivePredictiveValue);
        AgreesOnProportion(oracle, at + "npv", point.NegativePredictiveValue);
        AgreesOnProportion(oracle, at + "accuracy", point.Accuracy);
        oracle.Agrees(at + "balanced_accuracy", point.BalancedAccuracy);
        oracle.Agrees(at + "youden_j", point.YoudenJ);
        oracle.Agrees(at + "f1", point.F1);
        oracle.Agrees(at + "lr_positive", point.PositiveLikelihoodRatio);
        oracle.Agrees(at + "lr_negative", point.NegativeLikelihoodRatio);
    }

    private static void AgreesOnProportion(Oracle oracle, string at, Proportion proportion)
    {
        oracle.Agrees(at + ".x", proportion.Count);
        oracle.Agrees(at + ".n", proportion.Total);
        oracle.Agrees(at + ".estimate", proportion.Value);
        oracle.Agrees(at, proportion.Wilson().Interval, ".lower", ".upper");
    }
}
