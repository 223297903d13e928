using CsvHelper;

namespace StudyPortal.Core.Reports.Tables;

/// <summary>Reads comma-separated tables with a header line.</summary>
internal static class TableReader
{
    /// <exception cref="TableException">A column is missing, a row has too few or too many cells, or there is no row.</exception>
    public static IReadOnlyList<TableRow> Read(TextReader text, string file, params IReadOnlyList<string> columns)
    {
        var options = new CsvReaderOptions
        {
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => throw Malformed(file, record),
        };
        using var csv = CsvReader.FromText(text.ReadToEnd(), options);
        csv.ReadHeader();
        string[] header = [.. csv.Headers.Select(title => title.Trim())];
        Check(file, header, columns);
        var rows = new List<TableRow>();
        while (csv.Read())
            rows.Add(new TableRow(file, (int)csv.LineNumber, header.Zip(csv.Current.ToArray()).ToDictionary(cell => cell.First, cell => cell.Second)));
        return rows.Count > 0 ? rows : throw new TableException(file, "has a header line but no rows.");
    }

    private static void Check(string file, string[] header, IReadOnlyList<string> columns)
    {
        if (header.Length == 0) throw new TableException(file, $"is empty; expected a header line with the columns {string.Join(", ", columns)}.");
        if (columns.Except(header).ToList() is { Count: > 0 } missing)
            throw new TableException(file, $"has no column {string.Join(", ", missing)}; its header line is {string.Join(",", header)}.");
        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new TableException(file, $"has the column {twice.Key} twice.");
    }

    private static TableException Malformed(string file, CsvMalformedRecord record) => new(file, (int)record.LineNumber, record.Reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "the row has more or fewer cells than the header line.",
        CsvMalformedReason.UnterminatedQuote => "a quotation mark is never closed.",
        _ => "a quotation mark stands inside an unquoted cell; quote the whole cell and double the marks inside it.",
    });
}
