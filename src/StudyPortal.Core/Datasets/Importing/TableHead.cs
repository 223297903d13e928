namespace StudyPortal.Core.Datasets;

/// <summary>The first line of a CSV, by which a layout is known.</summary>
internal static class TableHead
{
    private const int Longest = 1 << 16;

    /// <summary>Empty where there is no such file, cut where it is very long.</summary>
    public static string Of(string folder, string name)
    {
        if (!File.Exists(Path.Combine(folder, name))) return "";
        using var text = File.OpenText(Path.Combine(folder, name));
        var start = new char[Longest];
        return new string(start, 0, text.ReadBlock(start)).Split('\r', '\n')[0];
    }

    /// <summary>The table, row by row, which must have these columns.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="name">Of the file, below the folder.</param>
    /// <param name="columns">Any order and case.</param>
    /// <param name="problems">Takes the rows that cannot be read.</param>
    /// <exception cref="DatasetFormatException">There is no such table, it cannot be read, or a column is missing.</exception>
    public static CsvRows Open(string folder, string name, IReadOnlyList<string> columns, List<SourceProblem> problems)
    {
        var (found, refusal) = SourceFiles.Find(folder, name);
        if (found is null) throw new DatasetFormatException(name, null, refusal!);
        var rows = CsvRows.Open(folder, found, problems);
        foreach (var column in columns) rows.Column(column);
        return rows;
    }
}
