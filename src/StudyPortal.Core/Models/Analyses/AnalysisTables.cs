using StudyPortal.Core.Reports.Files;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>A part of an analysis as a table in long form, one number to the line.</summary>
internal static class AnalysisTables
{
    public static byte[] Write(AnalysisPart part) => part switch
    {
        AnalysisPart.Curves curves => Of(curves),
        AnalysisPart.Grid grid => Of(grid),
        AnalysisPart.Table table => Of(table),
        _ => throw new NotSupportedException($"There is no table for {part.GetType().Name}."),
    };

    private static byte[] Of(AnalysisPart.Curves curves)
    {
        using var csv = new CsvText("curve", "x", "y", "low", "high");
        foreach (var line in curves.Lines)
            foreach (var point in line.Points) csv.Add(line.Name, point.X, point.Y, point.Low, point.High);
        return csv.ToBytes();
    }

    private static byte[] Of(AnalysisPart.Grid grid)
    {
        using var csv = new CsvText("row", "column", "value");
        for (var row = 0; row < grid.Rows.Count; row++)
            for (var column = 0; column < grid.Columns.Count; column++) csv.Add(grid.Rows[row], grid.Columns[column], grid.At(row, column));
        return csv.ToBytes();
    }

    private static byte[] Of(AnalysisPart.Table table)
    {
        using var csv = new CsvText("row", "measure", "value", "low", "high", "definition");
        foreach (var row in table.Rows)
            foreach (var (column, number) in table.Columns.Zip(row.Numbers))
                csv.Add(row.Name, column.Name, number.Value, number.Low, number.High, column.Definition);
        return csv.ToBytes();
    }
}
