using System.Globalization;
using CsvHelper;

namespace StudyPortal.Core.Reports.Files;

/// <summary>A comma-separated table as R and Python read it: UTF-8, header, dot as the decimal sign, empty for missing, 1 and 0 for true and false.</summary>
internal sealed class CsvText : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly CsvWriter _csv;

    public CsvText(params IEnumerable<string> columns)
    {
        _csv = CsvWriter.Create(_bytes, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        Add(columns);
    }

    public static byte[] Of(Table table)
    {
        using var csv = new CsvText(table.Columns.Select(column => column.Name));
        foreach (var row in table.Rows) csv.Add(row);
        return csv.ToBytes();
    }

    public void Add(params IEnumerable<object?> cells)
    {
        foreach (var cell in cells) _csv.WriteField(Text(cell));
        _csv.EndRecord();
    }

    public byte[] ToBytes()
    {
        _csv.Flush();
        return _bytes.ToArray();
    }

    public void Dispose()
    {
        _csv.Dispose();
        _bytes.Dispose();
    }

    private static string? Text(object? cell) => cell switch
    {
        null => null,
        bool yes => yes ? "1" : "0",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime utc => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };
}
