using System.Globalization;
using System.Text;
using System.Text.Json;
using StudyPortal.Core;
using StudyPortal.Statistics.Roc;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The results of <c>test</c> as words, auc.json and predictions.csv.</summary>
internal static class TestReport
{
    private static readonly JsonSerializerOptions Readable = new(PortalJson.Options) { WriteIndented = true };

    public static void Tell(IEnumerable<TestResult> results, TextWriter output)
    {
        foreach (var result in results)
        {
            output.WriteLine(result.Request.Steps == 0 ? "clean" : FormattableString.Invariant($"PGD-{result.Request.Steps}, epsilon {result.Request.Epsilon}"));
            foreach (var (label, area) in result.Predictions.Labels.Zip(result.Areas.PerLabel))
                output.WriteLine(FormattableString.Invariant($"  {label,-24} {Number(area.Area.Value)}  {Interval(area)}  {area.Area.Reason}"));
            output.WriteLine(FormattableString.Invariant($"  {"mean",-24} {Number(result.Areas.Macro.Value)}"));
        }
    }

    public static async Task WriteAsync(IReadOnlyList<TestResult> results, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        folder.Create();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "auc.json"), JsonSerializer.Serialize(results.Select(Row), Readable), cancellationToken);
        var table = new StringBuilder("case,label,truth,branch,epsilon,steps,logit,probability\n");
        foreach (var result in results) Append(table, result);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "predictions.csv"), table.ToString(), cancellationToken);
    }

    private static object Row(TestResult result) => new
    {
        result.Request.Branch,
        result.Request.Epsilon,
        result.Request.Steps,
        Macro = result.Areas.Macro.Value,
        Labels = result.Predictions.Labels.Zip(result.Areas.PerLabel, (label, area) => new
        {
            label, area.Positives, area.Negatives, Auc = area.Area.Value, Low = area.Area.Interval?.Low, High = area.Area.Interval?.High, area.Area.Reason,
        }),
    };

    private static void Append(StringBuilder table, TestResult result)
    {
        var predictions = result.Predictions;
        for (var row = 0; row < predictions.Cases.Count; row++)
        {
            for (var label = 0; label < predictions.Labels.Count; label++)
            {
                var (truth, logit) = predictions.At(row, label);
                var name = predictions.Labels[label].Replace("\"", "\"\"", StringComparison.Ordinal);
                table.Append(
                    CultureInfo.InvariantCulture,
                    $"{predictions.Cases[row].Number},\"{name}\",{(truth is null ? "" : truth.Value ? "1" : "0")},{result.Request.Branch},{result.Request.Epsilon},{result.Request.Steps},{logit:R},{1 / (1 + Math.Exp(-logit)):R}\n");
            }
        }
    }

    private static string Number(double? area) => area?.ToString("0.000", CultureInfo.InvariantCulture) ?? "  –  ";

    private static string Interval(AreaUnderCurve area) => area.Area.Interval is { } ci ? $"[{Number(ci.Low)}, {Number(ci.High)}]" : "";
}
