namespace StudyPortal.Core.Datasets;

/// <summary>Chooses and reads the tables of a LUNA16 folder: candidates that are nodules or not, or nodules that are malignant or not.</summary>
internal static class LunaFindings
{
    private const string Annotations = "annotations.csv";
    private static readonly string[] Candidates = ["candidates_V2.csv", "candidates.csv"];

    /// <summary>The label, the name of the table whose lines the findings have, and the findings.</summary>
    public static (string Label, string Table, List<LunaFinding> Findings) Read(ImportRequest request, List<SourceProblem> problems)
    {
        var rated = request.Luna.Malignancy ?? Tables(request.Folder).FirstOrDefault(name => TableHead.Of(request.Folder, name).Contains(MalignancyTable.Answer, StringComparison.OrdinalIgnoreCase));
        using var table = TableHead.Open(request.Folder, request.LabelsFile ?? Usual(request.Folder, rated), LunaPoint.Columns, problems);
        if (MalignancyTable.Is(table)) return ("Malignancy", table.Name, MalignancyTable.Read(table, request.Luna.Rule, problems));
        if (table.Find("class") is not null) return ("Nodule", table.Name, OfCandidates(table, problems));
        if (table.Find("diameter_mm") is null)
            throw new DatasetFormatException(table.Name, 1, $"E_CSV_SCHEMA: No column says what is there (class, diameter_mm, malignancy or malignancy_ratings); the columns are \"{string.Join("\", \"", table.Header)}\".");
        if (rated is null)
            throw new DatasetFormatException(table.Name, null, "E_CSV_SCHEMA: The annotations list nodules only, and no CSV says which are malignant. Put one with a column malignancy_ratings or malignancy beside it, or choose candidates.csv.");
        using var ratings = TableHead.Open(request.Folder, rated, LunaPoint.Columns, problems);
        return ("Malignancy", table.Name, OfAnnotations(table, MalignancyTable.Read(ratings, request.Luna.Rule, problems), problems));
    }

    public static IEnumerable<string> Tables(string folder) => Directory.EnumerateFiles(folder, "*.csv").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    /// <summary>Malignancy where the folder has it, else nodules.</summary>
    private static string Usual(string folder, string? rated)
    {
        if (rated is not null) return File.Exists(Path.Combine(folder, Annotations)) ? Annotations : rated;
        return Candidates.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) ?? Annotations;
    }

    private static List<LunaFinding> OfCandidates(CsvRows table, List<SourceProblem> problems)
    {
        var findings = new List<LunaFinding>();
        foreach (var row in table.Read())
        {
            var cell = row.Cells[table.Column("class")];
            var value = cell switch { "1" => LabelValue.Positive, "0" => LabelValue.Negative, _ => (LabelValue?)null };
            if (value is null) problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column class: \"{cell}\"; expected 1 (nodule) or 0."));
            if (LunaPoint.Read(table, row, problems) is { } point && value is { } known) findings.Add(new LunaFinding(point, known));
        }

        return findings;
    }

    /// <summary>Each nodule has the answer of the nearest rated place, if that lies within its radius.</summary>
    private static List<LunaFinding> OfAnnotations(CsvRows table, List<LunaFinding> rated, List<SourceProblem> problems)
    {
        var (findings, places) = (new List<LunaFinding>(), rated.ToLookup(finding => finding.Point.Series, StringComparer.Ordinal));
        foreach (var row in table.Read())
        {
            if (LunaPoint.Read(table, row, problems) is not { } point || LunaPoint.Number(table, row, "diameter_mm", problems) is not { } diameter) continue;
            var nearest = places[point.Series].MinBy(place => place.Point.DistanceTo(point));
            if (nearest is not null && nearest.Point.DistanceTo(point) < diameter / 2) findings.Add(new LunaFinding(point, nearest.Value));
            else problems.Add(new SourceProblem(table.Name, row.Line, "No answer to its malignancy lies within the nodule's radius; it is left out.", IsNote: true));
        }

        return findings;
    }
}
