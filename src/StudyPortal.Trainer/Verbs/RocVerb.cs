using System.CommandLine;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>roc</c>: ROC areas, their comparison and operating points from a table of scores.</summary>
internal static class RocVerb
{
    public static Command Create()
    {
        var table = new Argument<FileInfo>("scores.csv") { Description = "Columns case, label, truth (1, 0 or empty), model, score; a higher score speaks for 1." };
        var output = TableVerb.OutOption();
        var verb = new Command("roc", "ROC areas with intervals, paired tests and operating points from a table of scores.") { table, output };
        verb.SetAction((parsed, cancellationToken) => TableVerb.RunAsync(
            parsed,
            parsed.GetRequiredValue(table),
            parsed.GetValue(output),
            (text, name) => AnalyseScores.From(text, name, new AnalysisPlan(), cancellationToken),
            RocText.Write,
            cancellationToken));
        return verb;
    }
}
