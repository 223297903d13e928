using System.Globalization;

namespace StudyPortal.Core.Datasets;

/// <summary>The optional boxes.csv of a source folder: file, label, x, y, width, height; of a volume in pixels of its middle slice.</summary>
internal static class BoxesFile
{
    public const string Name = "boxes.csv";

    private static readonly string[] Sides = ["x", "y", "width", "height"];

    /// <summary>Boxes by the path of their image; rows that fit no image or label become problems.</summary>
    public static ILookup<string, SourceBox> Read(string folder, IReadOnlyList<string> labels, IReadOnlySet<string> listed, ICollection<SourceProblem> problems)
    {
        var found = new List<(string File, SourceBox Box)>();
        if (File.Exists(Path.Combine(folder, Name)))
        {
            var table = CsvTable.Read(folder, Name);
            foreach (var problem in table.Problems) problems.Add(problem);
            var file = table.Column(ColumnGuess.FileColumn(table));
            foreach (var row in table.Rows)
                if (SourceFiles.Find(folder, row.Cells[file]) is { Path: { } path } && listed.Contains(path))
                    AddBox(table, row, path, labels, found, problems);
                else
                    problems.Add(new SourceProblem(Name, row.Line, $"\"{row.Cells[file]}\" is not among the labelled images.", IsNote: true));
        }

        return found.ToLookup(row => row.File, row => row.Box);
    }

    private static void AddBox(CsvTable table, TableRow row, string file, IReadOnlyList<string> labels, List<(string File, SourceBox Box)> found, ICollection<SourceProblem> problems)
    {
        var label = row.Cells[table.Column("label")];
        double?[] numbers = [.. Sides.Select(title => Number(row.Cells[table.Column(title)]))];
        if (!labels.Contains(label))
            problems.Add(new SourceProblem(Name, row.Line, $"Label \"{label}\" is not one of {string.Join(", ", labels)}; the box is left out.", IsNote: true));
        else if (numbers is [{ } x, { } y, { } width, { } height] && width > 0 && height > 0)
            found.Add((file, new SourceBox(row.Line, label, x, y, width, height)));
        else
            problems.Add(new SourceProblem(Name, row.Line, "E_CSV_VALUE: x, y, width and height must be numbers of pixels, width and height above 0."));
    }

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
