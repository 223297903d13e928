using StudyPortal.Statistics.Roc;
using StudyPortal.Statistics.Tests.Oracles;

namespace StudyPortal.Statistics.Tests.Roc;

public sealed class PrecisionRecallTests
{
    public static TheoryData<string> Vectors => Oracle.Family("pr_auc");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Average_precision_equals_that_of_scikit_learn(string name)
    {
        using var oracle = Oracle.Read(name);
        var markers = oracle.Scores().ToList();
        foreach (var (marker, scores) in markers)
        {
            var precision = PrecisionRecall.AveragePrecision(RocSample.From(oracle.Truth(), scores));
            oracle.Agrees($"{marker}.average_precision", precision);
            oracle.Agrees("average_precision", precision);
        }

        string[] others = [".pr_auc_trapezoid", ".prevalence"];
        oracle.HasNothingLeft([.. markers.SelectMany(marker => others.Select(other => marker.Name + other))]);
    }
}
