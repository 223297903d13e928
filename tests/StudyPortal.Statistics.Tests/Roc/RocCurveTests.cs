using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class RocCurveTests
{
    public static TheoryData<string> Vectors => Oracle.Family("roc_curve");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Points_and_area_equal_those_of_pROC(string name)
    {
        using var oracle = Oracle.Read(name);
        var sample = RocSample.From(oracle.Truth(), oracle.Series("score"));
        var fromTheTop = RocCurve.Of(sample).Reverse().ToList();

        Assert.Equal(oracle.Expected.GetProperty("points").GetArrayLength(), fromTheTop.Count);
        foreach (var (index, point) in fromTheTop.Index())
        {
            oracle.Agrees($"points[{index}].fpr", point.FalsePositiveRate);
            oracle.Agrees($"points[{index}].tpr", point.TruePositiveRate);
        }

        oracle.Agrees("auc", DeLong.Area(sample).Area);
        oracle.HasNothingLeft();
    }

    [Fact]
    public void The_first_point_calls_nothing_positive()
    {
        var curve = RocCurve.Of(new RocSample([2, 3], [1, 2]));

        Assert.Equal(new RocPoint(double.PositiveInfinity, 0, 0), curve[0]);
    }

    [Fact]
    public void A_single_class_has_no_curve() => Assert.Empty(RocCurve.Of(new RocSample([1, 2], [])));
}
