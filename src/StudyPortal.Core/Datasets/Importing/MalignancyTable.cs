using System.Globalization;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// A CSV that says of places in LUNA16 scans whether they are malignant: column malignancy holds the answer as any label does,
/// column malignancy_ratings what the readers said, 1 to 5 each, with semicolons between them.
/// </summary>
internal static class MalignancyTable
{
    public const string Answer = "malignancy";
    private const string Ratings = "malignancy_ratings";

    public static bool Is(CsvRows table) => table.Find(Answer) is not null || table.Find(Ratings) is not null;

    /// <summary>The places with an answer; those that the rule leaves open become notes.</summary>
    public static List<LunaFinding> Read(CsvRows table, MalignancyRule rule, List<SourceProblem> problems)
    {
        var findings = new List<LunaFinding>();
        foreach (var row in table.Read())
        {
            var before = problems.Count;
            var point = LunaPoint.Read(table, row, problems);
            var value = table.Find(Ratings) is not null ? OfRatings(table, row, rule, problems) : OfAnswer(table, row, problems);
            if (point is not null && value is { } known) findings.Add(new LunaFinding(point, known));
            else if (problems.Count == before) problems.Add(new SourceProblem(table.Name, row.Line, "The readers' mean is 3: neither malignant nor benign; the nodule is left out.", IsNote: true));
        }

        return findings;
    }

    private static LabelValue? OfAnswer(CsvRows table, TableRow row, List<SourceProblem> problems)
    {
        var cell = row.Cells[table.Column(Answer)];
        var value = LabelText.Read(cell);
        if (value is null) problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column {Answer}: \"{cell}\"; expected {LabelText.Expected}. Ratings of 1 to 5 belong into a column {Ratings}."));
        return value;
    }

    /// <summary>Null where the rule leaves it open, or a rating cannot be read.</summary>
    private static LabelValue? OfRatings(CsvRows table, TableRow row, MalignancyRule rule, List<SourceProblem> problems)
    {
        var cell = row.Cells[table.Column(Ratings)];
        int[] ratings = [.. cell.Split(';', StringSplitOptions.TrimEntries).Select(rating => int.TryParse(rating, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0)];
        if (ratings.Any(rating => rating is < 1 or > 5))
        {
            problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column {Ratings}: \"{cell}\"; expected whole numbers from 1 to 5 with semicolons between them."));
            return null;
        }

        return (rule, Sum: ratings.Sum() - 3 * ratings.Length) switch
        {
            (MalignancyRule.TwoReaders, _) => ratings.Count(rating => rating >= 4) >= 2 ? LabelValue.Positive : LabelValue.Negative,
            (_, > 0) => LabelValue.Positive,
            (_, < 0) => LabelValue.Negative,
            _ => null,
        };
    }
}
