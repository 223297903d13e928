using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Tables;

/// <summary>What ratings from a table say, computed as in a report.</summary>
/// <param name="Arms">The names behind the ordinals.</param>
/// <param name="Cases">Rows of the rating tables.</param>
/// <param name="LeftOut">Rows without a rating, or marked as repeats or as not included.</param>
public sealed record RatingsResults(IReadOnlyList<string> Arms, int Cases, int LeftOut, AnalysisPlan Plan, QuestionResults Results);

/// <summary>
/// Agreement and comparison of arms from a table with the columns reader, case, arm, rating. The portal's own ratings.csv is such a table:
/// its target_label belongs to the case, and its rows with included = 0 are left out.
/// </summary>
public static class AnalyseRatings
{
    /// <exception cref="TableException">The table cannot be used; the message says where and why.</exception>
    public static RatingsResults From(TextReader table, string file, RatingScale scale, AnalysisPlan plan, CancellationToken cancellationToken)
    {
        var all = TableReader.Read(table, file, "reader", "case", "arm", "rating");
        OneQuestion(all);
        var rows = all.Where(row => row.Text("rating").Length > 0 && row.YesOrNo("included") is not false && row.YesOrNo("repeat") is not true).ToList();
        var arms = NameOrder.Of(rows.Select(row => row.Required("arm")));
        var numbers = NameOrder.Of(rows.Select(row => row.Required("case"))).Index().ToDictionary(name => name.Item, name => name.Index);
        var ratings = Ratings(rows, scale, row => new RatedMap(
            row.Required("reader"), new RatedCase(numbers[row.Required("case")], row.Text("target_label")), arms.IndexOf(row.Required("arm"))));
        var cases = ratings.Keys.Select(map => map.Case).Distinct().OrderBy(item => item.Number).ThenBy(item => item.Label, StringComparer.Ordinal).ToList();
        var readers = NameOrder.Of(ratings.Keys.Select(map => map.Reader));
        var ratingTable = new RatingTable([.. Enumerable.Range(0, arms.Count)], readers, cases, ratings);
        var results = new RatingAnalysis(ratingTable, scale, plan).Run(1, "rating", cancellationToken);
        return new RatingsResults(arms, cases.Count, all.Count - rows.Count, plan, results);
    }

    private static void OneQuestion(IReadOnlyList<TableRow> rows)
    {
        if (rows.FirstOrDefault(row => row.Text("question") != rows[0].Text("question")) is { } other)
            throw other.Wrong("question", $"is {other.Text("question")} where the first row has {rows[0].Text("question")}; put one question into one table.");
    }

    private static Dictionary<RatedMap, int> Ratings(List<TableRow> rows, RatingScale scale, Func<TableRow, RatedMap> map)
    {
        var ratings = new Dictionary<RatedMap, int>();
        var lines = new Dictionary<RatedMap, int>();
        foreach (var row in rows)
        {
            var rated = map(row);
            if (!lines.TryAdd(rated, row.Line))
                throw row.Wrong("rating", $"reader {rated.Reader} has rated this case of this arm in line {lines[rated]} already; expected one rating each.");
            ratings.Add(rated, Rating(row, scale));
        }

        return ratings;
    }

    private static int Rating(TableRow row, RatingScale scale) =>
        row.Number("rating") is { } number && double.IsInteger(number) && Math.Abs(number) < int.MaxValue && scale.Contains((int)number)
            ? (int)number
            : throw row.Wrong("rating", $"'{row.Text("rating")}' is not on the scale; expected a whole number from {scale}, or nothing where it is missing.");
}
