using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace StudyPortal.Core.Datasets;

/// <summary>
/// A CSV file row by row, so that its length costs no memory: comma, semicolon or tab (the header decides), optional BOM, any line
/// ending, RFC 4180 quotes. Rows that cannot be read become problems.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private const int LongestRow = 1 << 20, MostColumns = 10_000;

    private readonly CsvReader _reader;
    private readonly string _path;
    private readonly ICollection<SourceProblem> _problems;
    private readonly Dictionary<string, int> _columns;

    private CsvRows(string folder, string name, ICollection<SourceProblem> problems, bool ragged)
    {
        (Name, _problems, _path) = (name, problems, Path.Combine(folder, name));
        if (SourceFiles.Outside(name) is { } outside) throw new DatasetFormatException(name, null, outside);
        if (!File.Exists(_path)) throw new DatasetFormatException(name, null, "E_MISSING_FILE: there is no such file in the folder.");
        _reader = CsvReader.Create(new StreamReader(_path, new UTF8Encoding(false, throwOnInvalidBytes: true)), OptionsFor(ragged), leaveOpen: false);
        Guarded(() => { _reader.ReadHeader(); return true; });
        Header = [.. _reader.Headers.Select(title => title.Trim())];
        if (Header.Count == 0) throw new DatasetFormatException(name, null, "E_CSV_SCHEMA: the file is empty; the first line must name the columns.");
        if (Header.Count > MostColumns) throw new DatasetFormatException(name, 1, $"E_RESOURCE_LIMIT: {Header.Count} columns; at most {MostColumns} are read.");
        _columns = Header.Index().Where(column => column.Item.Length > 0).GroupBy(column => column.Item, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.First().Index, StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }

    public IReadOnlyList<string> Header { get; }

    /// <param name="folder">Where the file lies.</param>
    /// <param name="name">Of the file, below the folder.</param>
    /// <param name="problems">Takes the rows that cannot be read.</param>
    /// <param name="ragged">Rows may have fewer or more values than the header.</param>
    /// <exception cref="DatasetFormatException">No such file, not UTF-8 text, or without a header.</exception>
    public static CsvRows Open(string folder, string name, ICollection<SourceProblem> problems, bool ragged = false) => new(folder, name, problems, ragged);

    /// <summary>The column's index.</summary>
    /// <exception cref="DatasetFormatException">There is no such column.</exception>
    public int Column(string title) => Find(title)
        ?? throw new DatasetFormatException(Name, 1, $"E_CSV_SCHEMA: There is no column {title}; the columns are \"{string.Join("\", \"", Header)}\".");

    /// <summary>The column's index; null when there is none.</summary>
    public int? Find(string title) => _columns.TryGetValue(title.Trim(), out var index) ? index : null;

    /// <summary>The rows that are left, once.</summary>
    /// <exception cref="DatasetFormatException">A quote is never closed, or the text is not UTF-8.</exception>
    public IEnumerable<TableRow> Read()
    {
        while (Guarded(_reader.Read))
            yield return new TableRow((int)_reader.LineNumber, _reader.Current.ToArray());
    }

    public void Dispose() => _reader.Dispose();

    private CsvReaderOptions OptionsFor(bool ragged) => new()
    {
        TrimWhitespace = true,
        TrackLineNumbers = true,
        PoolStrings = true,
        MaxRecordSize = LongestRow,
        MalformedData = CsvMalformedDataHandling.Skip,
        FieldCountMismatch = ragged ? CsvFieldCountHandling.Allow : CsvFieldCountHandling.Skip,
        OnMalformedRecord = record => _problems.Add(ProblemOf(record)),
    };

    private bool Guarded(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException notUtf8)
        {
            throw new DatasetFormatException(Name, FirstBadLine(), "E_CSV_VALUE: The text is not UTF-8. Save the file as CSV UTF-8.", notUtf8);
        }
        catch (CsvFormatException tooLong)
        {
            throw new DatasetFormatException(Name, (int)_reader.LineNumber, $"E_RESOURCE_LIMIT: A row is longer than {LongestRow} bytes. Is a quotation mark never closed?", tooLong);
        }
    }

    /// <summary>In the file itself, which is read ahead of the rows.</summary>
    private int? FirstBadLine()
    {
        foreach (var (index, text) in File.ReadLines(_path, Encoding.Latin1).Index())
            if (!Utf8.IsValid(Encoding.Latin1.GetBytes(text))) return index + 1;
        return null;
    }

    /// <exception cref="DatasetFormatException">A quote that is never closed hides how many rows follow, so the file as a whole is refused.</exception>
    private SourceProblem ProblemOf(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => throw new DatasetFormatException(Name, (int)record.LineNumber, "E_CSV_SCHEMA: A quotation mark is never closed. Close it, or double it where it belongs to the value."),
        CsvMalformedReason.FieldCountMismatch => new SourceProblem(Name, (int)record.LineNumber, "E_CSV_SCHEMA: The row has more or fewer values than the header has columns."),
        _ => new SourceProblem(Name, (int)record.LineNumber, "E_CSV_SCHEMA: A quotation mark stands inside an unquoted value. Quote the whole value and double the marks inside it."),
    };
}
