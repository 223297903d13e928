namespace StudyPortal.Core.Datasets;

/// <summary>The first line of a CSV, by which a layout is known.</summary>
internal static class TableHead
{
    /// <summary>Empty where there is no such file.</summary>
    public static string Of(string folder, string name) =>
        File.Exists(Path.Combine(folder, name)) ? File.ReadLines(Path.Combine(folder, name)).FirstOrDefault("") : "";

    /// <summary>The whole table, which must have these columns.</summary>
    /// <exception cref="DatasetFormatException">There is no such table, it cannot be read, or a column is missing.</exception>
    public static CsvTable Table(string folder, string name, IReadOnlyList<string> columns)
    {
        var (found, refusal) = SourceFiles.Find(folder, name);
        if (found is null) throw new DatasetFormatException(name, null, refusal!);
        var table = CsvTable.Read(folder, found);
        return columns.FirstOrDefault(column => !table.Header.Contains(column, StringComparer.OrdinalIgnoreCase)) is { } missing
            ? throw new DatasetFormatException(name, 1, $"E_CSV_SCHEMA: There is no column \"{missing}\"; the columns are {string.Join(", ", table.Header)}.")
            : table;
    }
}
