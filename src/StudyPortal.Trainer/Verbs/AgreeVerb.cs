using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>agree</c>: agreement between readers and comparison of arms from a table of ratings.</summary>
internal static class AgreeVerb
{
    private const int MostPoints = 1000;

    public static Command Create()
    {
        var table = new Argument<FileInfo>("ratings.csv") { Description = "Columns reader, case, arm, rating; an empty rating is missing. The portal's own ratings.csv fits." };
        var output = TableVerb.OutOption();
        var scale = new Option<RatingScale>("--scale")
        {
            Description = "Lowest and highest point of the scale, such as 1-9.",
            HelpName = "LOW-HIGH",
            CustomParser = Scale,
            DefaultValueFactory = _ => RatingScale.OfPortal,
        };
        var truth = new Option<string?>("--truth")
        {
            Description = "Column with the truth of each case: 1, 0, or empty. Gives the readers' ROC areas; a column named truth does so without it.",
            HelpName = "COLUMN",
        };
        var verb = new Command("agree", "Agreement between readers and comparison of arms from a table of ratings.") { table, output, scale, truth };
        verb.SetAction((parsed, cancellationToken) => TableVerb.RunAsync(
            parsed,
            parsed.GetRequiredValue(table),
            parsed.GetValue(output),
            (text, name) => AnalyseRatings.From(text, name, parsed.GetRequiredValue(scale), new AnalysisPlan(), parsed.GetValue(truth), cancellationToken),
            AgreeText.Write,
            cancellationToken));
        return verb;
    }

    private static RatingScale? Scale(ArgumentResult result)
    {
        var ends = result.Tokens[0].Value.Split('-');
        if (ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var lowest)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var highest)
            && lowest < highest && highest - lowest <= MostPoints)
            return new RatingScale(lowest, highest);
        result.AddError($"--scale is '{result.Tokens[0].Value}'; expected two whole numbers such as 0-5, the lower first, at most {MostPoints} apart.");
        return null;
    }
}
