using System.Globalization;

namespace StudyPortal.Core.Datasets;

/// <summary>BBox_List_2017.csv: its header has more cells than its rows, so columns count by position; coordinates are those of the image of 1024 pixels.</summary>
internal static class NihBoxes
{
    public const string File = "BBox_List_2017.csv";

    private const int Space = 1024, Columns = 6;

    /// <summary>Boxes by the name of their image.</summary>
    public static ILookup<string, SourceBox> Read(string folder, IReadOnlyList<string> labels, IReadOnlySet<string> listed, ICollection<SourceProblem> problems)
    {
        var found = new List<(string Image, SourceBox Box)>();
        if (System.IO.File.Exists(Path.Combine(folder, File)))
        {
            using var rows = CsvRows.Open(folder, File, problems, ragged: true);
            foreach (var row in rows.Read())
                if (Refusal(row, listed) is { } refusal) problems.Add(refusal);
                else if (Box(row) is not { } box) problems.Add(new SourceProblem(File, row.Line, "E_CSV_VALUE: expected an image, a finding, and x, y, width and height in pixels, width and height above 0."));
                else if (labels.Contains(box.Label)) found.Add((row.Cells[0], box));
        }

        return found.ToLookup(row => row.Image, row => row.Box);
    }

    private static SourceProblem? Refusal(TableRow row, IReadOnlySet<string> listed)
    {
        if (row.Cells.Count < Columns) return new SourceProblem(File, row.Line, $"E_CSV_SCHEMA: The row has {row.Cells.Count} values instead of {Columns}.");
        if (!listed.Contains(row.Cells[0])) return new SourceProblem(File, row.Line, "The image of this row is not among the imported ones; its box is left out.", IsNote: true);
        return NihLabels.OfBox(row.Cells[1]) is null ? new SourceProblem(File, row.Line, $"E_CSV_VALUE: \"{row.Cells[1]}\" is no finding of the set.") : null;
    }

    private static SourceBox? Box(TableRow row)
    {
        double[] numbers = [.. row.Cells.Skip(2).Take(4).Select(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];
        return Array.TrueForAll(numbers, double.IsFinite) && numbers[2] > 0 && numbers[3] > 0
            ? new SourceBox(row.Line, NihLabels.OfBox(row.Cells[1])!, numbers[0], numbers[1], numbers[2], numbers[3]) { File = File, Space = Space }
            : null;
    }
}
