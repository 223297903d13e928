using System.CommandLine;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>agree</c>: agreement between readers and comparison of arms from a table of ratings.</summary>
internal static class AgreeVerb
{
    public static Command Create()
    {
        var table = new Argument<FileInfo>("ratings.csv") { Description = "Columns reader, case, arm, rating; an empty rating is missing. The portal's own ratings.csv fits." };
        var output = TableVerb.OutOption();
        var lowest = new Option<int>("--lowest") { Description = "Lowest point of the scale.", DefaultValueFactory = _ => RatingScale.OfPortal.Lowest };
        var highest = new Option<int>("--highest") { Description = "Highest point of the scale.", DefaultValueFactory = _ => RatingScale.OfPortal.Highest };
        var verb = new Command("agree", "Agreement between readers and comparison of arms from a table of ratings.") { table, output, lowest, highest };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(lowest) >= result.GetValue(highest)) result.AddError("--lowest must be below --highest.");
        });
        verb.SetAction((parsed, cancellationToken) => TableVerb.RunAsync(
            parsed,
            parsed.GetRequiredValue(table),
            parsed.GetValue(output),
            (text, name) => AnalyseRatings.From(
                text, name, new RatingScale(parsed.GetValue(lowest), parsed.GetValue(highest)), new AnalysisPlan(), cancellationToken),
            AgreeText.Write,
            cancellationToken));
        return verb;
    }
}
