namespace StudyPortal.Core.Datasets;

/// <summary>A whole CSV file in memory, where its columns have to be looked at before its rows are read (see <see cref="CsvRows"/>).</summary>
internal sealed class CsvTable
{
    private readonly CsvRows _source;

    private CsvTable(CsvRows source, List<SourceProblem> problems) => (_source, Rows, Problems) = (source, [.. source.Read()], problems);

    public string Name => _source.Name;

    public IReadOnlyList<string> Header => _source.Header;

    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Rows that could not be read, left out of <see cref="Rows"/>.</summary>
    public IReadOnlyList<SourceProblem> Problems { get; }

    /// <exception cref="DatasetFormatException">No such file, not UTF-8 text, without a header, or with a quote that is never closed.</exception>
    public static CsvTable Read(string folder, string name)
    {
        var problems = new List<SourceProblem>();
        using var rows = CsvRows.Open(folder, name, problems);
        return new CsvTable(rows, problems);
    }

    /// <inheritdoc cref="CsvRows.Column"/>
    public int Column(string title) => _source.Column(title);
}
