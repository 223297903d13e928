using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reports.Tables;

/// <summary>What ratings from a table say, computed as in a report.</summary>
/// <param name="Arms">The names behind the ordinals.</param>
/// <param name="Cases">Rows of the rating tables.</param>
/// <param name="LeftOut">Of the comparison: rows without a rating, or marked as repeats, calibration, controls or not included.</param>
/// <param name="Mrmc">Readers' ROC areas; null where the table has no truth.</param>
public sealed record RatingsResults(IReadOnlyList<string> Arms, int Cases, int LeftOut, AnalysisPlan Plan, QuestionResults Results, MrmcResults? Mrmc = null);

/// <summary>
/// Agreement and comparison of arms from a table with the columns reader, case, arm, rating. The portal's own ratings.csv is such a table:
/// its target_label belongs to the case, its rows with included = 0, repeats, calibration and controls are left out of the comparison, and its columns repeat, control,
/// position, session and active_ms give intra-reader agreement, hidden controls, drift and times. A column truth (1, 0, or empty where it is not
/// known) gives the readers' ROC areas; the first arm by name is the standard of non-inferiority.
/// </summary>
public static class AnalyseRatings
{
    private const string UsualTruth = "truth";

    /// <exception cref="TableException">The table cannot be used; the message says where and why.</exception>
    public static RatingsResults From(TextReader table, string file, RatingScale scale, AnalysisPlan plan, CancellationToken cancellationToken) =>
        From(table, file, scale, plan, null, cancellationToken);

    /// <param name="table">With a header line.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="scale">That every rating is on.</param>
    /// <param name="plan">The choices of the analysis.</param>
    /// <param name="truth">The column that the table must have the truth in; null = truth, if there is such a column.</param>
    /// <param name="cancellationToken">Stops within the long sections too.</param>
    /// <inheritdoc cref="From(TextReader, string, RatingScale, AnalysisPlan, CancellationToken)"/>
    public static RatingsResults From(
        TextReader table, string file, RatingScale scale, AnalysisPlan plan, string? truth, CancellationToken cancellationToken)
    {
        var all = TableReader.Read(table, file, ["reader", "case", "arm", "rating", .. truth is null ? Array.Empty<string>() : [truth]]);
        OneQuestion(all);
        var rows = all.Where(IsCompared).ToList();
        var arms = NameOrder.Of(rows.Select(row => row.Required("arm")));
        var numbers = NameOrder.Of([.. rows.Select(row => row.Required("case")), .. all.Select(row => row.Text("case"))]).Index()
            .ToDictionary(name => name.Item, name => name.Index);
        RatedCase CaseOf(TableRow row) => new(numbers[row.Text("case")], row.Text("target_label"));
        var ratings = Ratings(rows, scale, row => new RatedMap(row.Required("reader"), CaseOf(row), arms.IndexOf(row.Text("arm"))));
        var cases = ratings.Keys.Select(map => map.Case).Distinct().OrderBy(item => item.Number).ThenBy(item => item.Label, StringComparer.Ordinal).ToList();
        var compared = new RatingTable(
            [.. Enumerable.Range(0, arms.Count)], NameOrder.Of(ratings.Keys.Select(map => map.Reader)), cases, ratings);
        var facts = all.Select(row => Fact(row, CaseOf(row), arms, scale)).ToList();
        var steps = new ReportSteps(null, ReportSection.WeightOf(1), cancellationToken);
        var results = new RatingAnalysis(new QuestionRatings(compared, facts, scale), plan, PlannedCorrection.Holm, steps).Run(1, "rating");
        var mrmc = Truth(rows, truth ?? UsualTruth, CaseOf) is { } known
            ? new MrmcAnalysis(compared, [.. cases.Select(item => known[item])], NonInferiorityRule.Usual(plan.Confidence), plan.Confidence).Run(1, "rating")
            : null;
        return new RatingsResults(arms, cases.Count, all.Count - rows.Count, plan, results, mrmc);
    }

    /// <summary>One for each case with a rating; null where the table has no such column.</summary>
    private static Dictionary<RatedCase, bool?>? Truth(List<TableRow> rows, string column, Func<TableRow, RatedCase> caseOf)
    {
        if (rows.Count == 0 || !rows[0].Cells.ContainsKey(column)) return null;

        var known = new Dictionary<RatedCase, (bool? Truth, int Line)>();
        foreach (var row in rows)
        {
            var truth = row.YesOrNo(column);
            if (!known.TryAdd(caseOf(row), (truth, row.Line)) && known[caseOf(row)] is var (first, line) && first != truth)
                throw row.Wrong(column, $"'{row.Text(column)}' contradicts line {line}, where the same case has another truth.");
        }

        return known.ToDictionary(item => item.Key, item => item.Value.Truth);
    }

    private static bool IsCompared(TableRow row) =>
        row.Text("rating").Length > 0 && row.Text("control").Length == 0
        && row.YesOrNo("included") is not false && row.YesOrNo("repeat") is not true && row.YesOrNo("calibration") is not true;

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

    /// <summary>Any row as an answer; one that is not compared may lack its arm and its rating.</summary>
    private static RatingFacts Fact(TableRow row, RatedCase item, List<string> arms, RatingScale scale) => new(
        row.Text("reader"), item.Number, item.Label, arms.IndexOf(row.Text("arm")) is >= 0 and var arm ? arm : null, 1, Whole(row, "position") ?? 0,
        row.YesOrNo("repeat") is true, row.Text("rating").Length > 0 ? Rating(row, scale) : null, 1, default, Whole(row, "active_ms") ?? 0,
        row.YesOrNo("calibration") is true, Control(row), Whole(row, "session") ?? 1);

    private static int? Whole(TableRow row, string column) => row.Number(column) switch
    {
        null => null,
        { } number when double.IsInteger(number) && number is >= 0 and < int.MaxValue => (int)number,
        _ => throw row.Wrong(column, $"'{row.Text(column)}' is not a whole number from 0."),
    };

    private static ControlKind? Control(TableRow row) => row.Text("control") switch
    {
        "" => null,
        var text when Enum.TryParse<ControlKind>(text, out var kind) && Enum.IsDefined(kind) => kind,
        var text => throw row.Wrong("control", $"'{text}' is no kind of control; expected {string.Join(", ", Enum.GetNames<ControlKind>())}, or nothing."),
    };

    private static int Rating(TableRow row, RatingScale scale) =>
        row.Number("rating") is { } number && double.IsInteger(number) && Math.Abs(number) < int.MaxValue && scale.Contains((int)number)
            ? (int)number
            : throw row.Wrong("rating", $"'{row.Text("rating")}' is not on the scale; expected a whole number from {scale}, or nothing where it is missing.");
}
