using System.Globalization;

namespace StudyPortal.Core.Datasets;

/// <summary>A row of kneeMRI's metadata.csv: one series of one exam, and where in it the ligament is.</summary>
internal sealed record KneeRow(int Line, string Exam, int Diagnosis, string Volume, int X, int Y, int Z, int Width, int Height, int Depth)
{
    private static readonly string[] Numbers = ["aclDiagnosis", "roiX", "roiY", "roiZ", "roiWidth", "roiHeight", "roiDepth"];

    /// <summary>The columns that are read.</summary>
    public static readonly string[] Columns = ["examId", .. Numbers, "volumeFilename"];

    /// <summary>Null where the row cannot be read; why is among the problems then.</summary>
    public static KneeRow? Read(CsvRows table, TableRow row, List<SourceProblem> problems)
    {
        var before = problems.Count;
        var numbers = Numbers.Select(column => Number(table, row, column, problems)).ToList();
        var (exam, volume) = (row.Cells[table.Column("examId")], row.Cells[table.Column("volumeFilename")]);
        if (exam.Length == 0) problems.Add(new SourceProblem(table.Name, row.Line, "E_CSV_VALUE: Column examId is empty; expected the exam's number."));
        if (numbers[0] is < 0 or > 2) problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column aclDiagnosis: \"{numbers[0]}\"; expected 0 (healthy), 1 (partially injured) or 2 (completely ruptured)."));
        return problems.Count == before && numbers is [{ } diagnosis, { } x, { } y, { } z, { } width, { } height, { } depth]
            ? new KneeRow(row.Line, exam, diagnosis, volume, x, y, z, width, height, depth)
            : null;
    }

    private static int? Number(CsvRows table, TableRow row, string column, List<SourceProblem> problems)
    {
        var cell = row.Cells[table.Column(column)];
        if (int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column {column}: \"{cell}\"; expected a whole number."));
        return null;
    }
}
