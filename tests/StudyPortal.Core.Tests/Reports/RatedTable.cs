using System.Globalization;
using System.Text;
using System.Text.Json;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>Ratings that a test wrote down as a table, analysed as in a report.</summary>
internal static class RatedTable
{
    /// <param name="rows">Lines of comma-separated cells.</param>
    /// <param name="columns">What the cells are.</param>
    /// <param name="plan">The usual one when null.</param>
    public static QuestionResults Analyse(string rows, string columns = "reader,case,arm,rating", AnalysisPlan? plan = null)
    {
        using var text = new StringReader($"{columns}\n{rows}");
        return AnalyseRatings.From(text, "r.csv", RatingScale.OfPortal, plan ?? new AnalysisPlan(), CancellationToken.None).Results;
    }

    /// <summary>One arm: cases in rows, readers in columns; null = missing.</summary>
    public static QuestionResults OfReaders(JsonElement rows)
    {
        var text = new StringBuilder();
        foreach (var (item, ratings) in rows.EnumerateArray().Index())
            foreach (var (reader, rating) in ratings.EnumerateArray().Index())
                Append(text, reader, item, 0, rating);
        return Analyse(text.ToString());
    }

    /// <summary>Ratings of arm, reader and case.</summary>
    public static QuestionResults OfArms(JsonElement arms)
    {
        var text = new StringBuilder();
        foreach (var (arm, readers) in arms.EnumerateArray().Index())
            foreach (var (reader, cases) in readers.EnumerateArray().Index())
                foreach (var (item, rating) in cases.EnumerateArray().Index())
                    Append(text, reader, item, arm, rating);
        return Analyse(text.ToString());
    }

    private static void Append(StringBuilder text, int reader, int item, int arm, JsonElement rating) =>
        text.Append(CultureInfo.InvariantCulture, $"R{reader + 1},{item + 1},{arm},{(rating.ValueKind == JsonValueKind.Null ? "" : rating.GetRawText())}\n");
}
