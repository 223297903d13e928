using System.Globalization;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The results of <c>test</c> as roc.svg and roc.png: a kind of line for each condition.</summary>
internal static class TestFigure
{
    public static async Task WriteAsync(IReadOnlyList<TestResult> results, DatasetDetails set, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var title = $"{set.Name}, {results[0].Request.Split} split";
        foreach (var (name, format) in new[] { ("roc.svg", FigureFormat.Svg), ("roc.png", FigureFormat.Png) })
        {
            var file = RocPlot.Write(title, ReportWords.Unreal(set.IsSynthetic, isSimulated: false), results.SelectMany(Lines), format);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), file, cancellationToken);
        }
    }

    private static IEnumerable<RocLine> Lines(TestResult result, int condition) => result.Predictions.Labels.Select((label, index) => new RocLine(
        $"{label}, {ReportWords.Condition(new AttackCondition(result.Request.Epsilon, result.Request.Steps))}: AUC {Area(result, index)}",
        [.. RocCurve.Of(result.Sample(index)).Select(point => new CurvePoint(point.FalsePositiveRate, point.TruePositiveRate))],
        Colour: (condition * result.Predictions.Labels.Count) + index, Pattern: condition));

    private static string Area(TestResult result, int label) => result.Areas.PerLabel[label].Area.Value is { } area
        ? area.ToString("0.000", CultureInfo.InvariantCulture)
        : "undefined";
}
