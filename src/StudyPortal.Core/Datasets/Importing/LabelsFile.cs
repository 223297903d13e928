namespace StudyPortal.Core.Datasets;

/// <summary>The CSV of a source folder that says what each image shows.</summary>
internal static class LabelsFile
{
    public const string Usual = "labels.csv";

    /// <summary>The file's name inside the folder; null when there is none.</summary>
    /// <exception cref="DatasetFormatException">There are several and none is called labels.csv.</exception>
    public static string? Find(string folder)
    {
        if (File.Exists(Path.Combine(folder, Usual))) return Usual;
        string[] tables = [.. Directory.EnumerateFiles(folder, "*.csv").Select(file => Path.GetFileName(file)).Where(name => name != BoxesFile.Name).Order(StringComparer.Ordinal)];
        return tables switch
        {
            [] => null,
            [var only] => only,
            _ => throw new DatasetFormatException(tables[0], null, $"E_CSV_SCHEMA: Several CSV files (\"{string.Join("\", \"", tables)}\"): say which one has the labels, or call it {Usual}."),
        };
    }

    /// <summary>What a row says of an image whose file and patient are known.</summary>
    public static IReadOnlyList<LabelValue> Values(CsvTable table, TableRow row, ColumnMapping mapping, ICollection<SourceProblem> problems)
    {
        var values = new List<LabelValue>();
        foreach (var label in mapping.Labels)
        {
            var cell = row.Cells[table.Column(label)];
            if (LabelText.Read(cell) is { } value) values.Add(value);
            else problems.Add(NoLabel(table.Name, row.Line, label, cell));
        }

        return values;
    }

    /// <summary>A cell that is no label value.</summary>
    public static SourceProblem NoLabel(string file, int line, string label, string cell) =>
        new(file, line, $"E_CSV_VALUE: Column {label}: \"{cell}\"; expected {LabelText.Expected}.");

    /// <summary>The row's split; null without a fold column.</summary>
    public static DatasetSplit? Fold(CsvTable table, TableRow row, ColumnMapping mapping, ICollection<SourceProblem> problems)
    {
        if (mapping.Fold is null) return null;
        var cell = row.Cells[table.Column(mapping.Fold)];
        var split = FoldText.Read(cell);
        if (split is null) problems.Add(new SourceProblem(table.Name, row.Line, $"E_CSV_VALUE: Column {mapping.Fold}: \"{cell}\"; expected {FoldText.Expected}."));
        return split;
    }
}
