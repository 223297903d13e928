using System.Globalization;
using StudyPortal.Imaging.Volumes;

namespace StudyPortal.Core.Datasets;

/// <summary>A row of a LUNA16 table: a place in the world of one scan.</summary>
internal sealed record LunaPoint(int Line, string Series, Point3 World)
{
    /// <summary>The columns that every such table has.</summary>
    public static readonly string[] Columns = ["seriesuid", "coordX", "coordY", "coordZ"];

    /// <summary>Null where the row cannot be read; why is among the problems then.</summary>
    public static LunaPoint? Read(CsvRows table, TableRow row, List<SourceProblem> problems)
    {
        var series = row.Cells[table.Column(Columns[0])];
        if (series.Length == 0) problems.Add(new SourceProblem(table.Name, row.Line, "E_CSV_VALUE: Column seriesuid is empty; expected the scan's SeriesInstanceUID."));
        return (Number(table, row, Columns[1], problems), Number(table, row, Columns[2], problems), Number(table, row, Columns[3], problems)) is ({ } x, { } y, { } z) && series.Length > 0
            ? new LunaPoint(row.Line, series, new Point3(x, y, z))
            : null;
    }

    /// <summary>A finite number; null where the cell holds none, and that is a problem.</summary>
    public static double? Number(CsvRows table, TableRow row, string column, List<SourceProblem> problems)
    {
        var cell = row.Cells[table.Column(column)];
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column {column}: \"{cell}\"; expected a number of millimetres."));
        return null;
    }

    public double DistanceTo(LunaPoint other) => new Point3(World.X - other.World.X, World.Y - other.World.Y, World.Z - other.World.Z).Length;
}
