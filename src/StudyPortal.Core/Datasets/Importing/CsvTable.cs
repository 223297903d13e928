using System.Text;
using CsvHelper;

namespace StudyPortal.Core.Datasets;

/// <summary>A whole CSV file: comma, semicolon or tab (the header decides), optional BOM, any line ending, RFC 4180 quotes.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> _columns;

    private CsvTable(string name, IReadOnlyList<string> header, IReadOnlyList<TableRow> rows, IReadOnlyList<SourceProblem> problems)
    {
        (Name, Header, Rows, Problems) = (name, header, rows, problems);
        _columns = header.Index().Where(column => column.Item.Length > 0).GroupBy(column => column.Item, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.First().Index, StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }

    public IReadOnlyList<string> Header { get; }

    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Rows that could not be read, left out of <see cref="Rows"/>.</summary>
    public IReadOnlyList<SourceProblem> Problems { get; }

    /// <exception cref="DatasetFormatException">Not UTF-8 text, without a header, or with a quote that is never closed.</exception>
    public static CsvTable Read(string folder, string name)
    {
        try
        {
            using var text = new StreamReader(Path.Combine(folder, name), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return Parse(name, text.ReadToEnd());
        }
        catch (DecoderFallbackException notUtf8)
        {
            throw new DatasetFormatException(name, null, "The text is not UTF-8. Save the file as \"CSV UTF-8\".", notUtf8);
        }
    }

    /// <summary>The column's index.</summary>
    /// <exception cref="DatasetFormatException">There is no such column.</exception>
    public int Column(string title) => _columns.TryGetValue(title.Trim(), out var index)
        ? index
        : throw new DatasetFormatException(Name, 1, $"There is no column \"{title}\"; the columns are {string.Join(", ", Header)}.");

    private static CsvTable Parse(string name, string text)
    {
        var problems = new List<SourceProblem>();
        var options = new CsvReaderOptions
        {
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => problems.Add(ProblemOf(name, record)),
        };
        using var reader = CsvReader.FromText(text, options);
        reader.ReadHeader();
        string[] header = [.. reader.Headers.Select(title => title.Trim())];
        if (header.Length == 0) throw new DatasetFormatException(name, null, "The file is empty; the first line must name the columns.");
        var rows = new List<TableRow>();
        while (reader.Read())
            rows.Add(new TableRow((int)reader.LineNumber, reader.Current.ToArray()));
        return new CsvTable(name, header, rows, problems);
    }

    /// <exception cref="DatasetFormatException">A quote that is never closed hides how many rows follow, so the file as a whole is refused.</exception>
    private static SourceProblem ProblemOf(string name, CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => throw new DatasetFormatException(name, (int)record.LineNumber, "A quotation mark is never closed. Close it, or double it where it belongs to the value."),
        CsvMalformedReason.FieldCountMismatch => new SourceProblem(name, (int)record.LineNumber, "The row has more or fewer values than the header has columns."),
        _ => new SourceProblem(name, (int)record.LineNumber, "A quotation mark stands inside an unquoted value. Quote the whole value and double the marks inside it."),
    };
}
